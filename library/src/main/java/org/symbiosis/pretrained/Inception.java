package org.symbiosis.pretrained;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.UserError;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Linear;
import org.symbiosis.nn.Trace;
import org.symbiosis.pretrained.InceptionUnit.Kernel;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;
import org.symbiosis.tensor.WeightFile;

/**
 * Inception v3 (Szegedy et al., 2016) under torchvision's names, as the judge of generated images:
 * 2048 features for the Frechet distance, logits for the Inception score. For inference only.
 */
public final class Inception extends Layer {
    /** Length of the feature. */
    public static final int FEATURES = 2048;

    private static final String COUNTER = ".num_batches_tracked";
    private static final String CLASSIFIER = "fc.weight";

    private final InceptionVariant variant;
    private final Map<String, InceptionUnit> stem = new LinkedHashMap<>();
    private final Map<String, InceptionBlock> blocks = new LinkedHashMap<>();
    private final Linear fc; // or null

    /**
     * A network with random weights.
     *
     * @param classes of the classifier, 0 for none
     */
    public Inception(InceptionVariant variant, int classes) {
        this.variant = variant;
        stem("Conv2d_1a_3x3", InceptionUnit.withoutBorder(3, 32, Kernel.THREE_BY_TWO));
        stem("Conv2d_2a_3x3", InceptionUnit.withoutBorder(32, 32, Kernel.THREE));
        stem("Conv2d_2b_3x3", new InceptionUnit(32, 64, Kernel.THREE));
        stem("Conv2d_3b_1x1", new InceptionUnit(64, 80, Kernel.ONE));
        stem("Conv2d_4a_3x3", InceptionUnit.withoutBorder(80, 192, Kernel.THREE));
        InceptionPool pool = variant.pool();
        int channels = block("5b", InceptionBlock.a(192, pool, 32));
        channels = block("5c", InceptionBlock.a(channels, pool, 64));
        channels = block("5d", InceptionBlock.a(channels, pool, 64));
        channels = block("6a", InceptionBlock.b(channels));
        channels = block("6b", InceptionBlock.c(channels, pool, 128));
        channels = block("6c", InceptionBlock.c(channels, pool, 160));
        channels = block("6d", InceptionBlock.c(channels, pool, 160));
        channels = block("6e", InceptionBlock.c(channels, pool, 192));
        channels = block("7a", InceptionBlock.d(channels));
        channels = block("7b", InceptionBlock.e(channels, pool));
        block("7c", InceptionBlock.e(channels, variant.lastPool()));
        fc = classes > 0 ? child("fc", new Linear(FEATURES, classes)) : null;
        eval();
    }

    private void stem(String name, InceptionUnit unit) {
        stem.put(name, child(name, unit));
    }

    private int block(String name, InceptionBlock block) {
        blocks.put(name, child("Mixed_" + name, block));
        return block.out();
    }

    /**
     * A network with the weights of a file: pytorch-fid's or torchvision's layout, safetensors or
     * saved by PyTorch. 1000 classes or an auxiliary classifier tell torchvision's.
     *
     * @throws UserError when the file is damaged or holds another network
     */
    public static Inception open(Path path) {
        try (WeightFile file = WeightFile.open(path);
                Scope s = Scope.open()) {
            int classes = file.names().contains(CLASSIFIER) ? (int) file.shape(CLASSIFIER)[0] : 0;
            boolean auxiliary = file.names().stream().anyMatch(n -> n.startsWith("AuxLogits."));
            InceptionVariant variant =
                    classes == InceptionVariant.TORCHVISION.classes() || auxiliary
                            ? InceptionVariant.TORCHVISION
                            : InceptionVariant.FID;
            Inception network = Initialisation.blank(() -> new Inception(variant, classes));
            try {
                network.load(weights(file, network));
            } catch (UserError e) {
                network.close();
                throw UserError.failed(
                        path + " is no Inception v3 (" + e.getMessage() + ")",
                        "take pytorch-fid's weights, such as 'symbiosis models pull inception-fid'"
                                + " gives, or torchvision's",
                        e);
            }
            return network;
        }
    }

    /** What counts batches may be missing; the auxiliary classifier is left out. */
    private static Map<String, Tensor> weights(WeightFile file, Inception network) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (String name : file.names()) {
            if (!name.startsWith("AuxLogits.")) {
                weights.put(name, file.tensor(name));
            }
        }
        for (String name : network.state().keySet()) {
            if (name.endsWith(COUNTER)) {
                weights.computeIfAbsent(name, n -> torch.zeros(new long[0]).to(ScalarType.Long));
            }
        }
        return weights;
    }

    /** Which training it is. */
    public InceptionVariant variant() {
        return variant;
    }

    /** Classes of the classifier, 0 where the file had none. */
    public int classes() {
        return fc == null ? 0 : (int) fc.weight().size(0);
    }

    /**
     * Features of images of any size.
     *
     * @param images {@code (B, 3, H, W)} in [0, 1]
     * @return {@code (B, 2048)}, the mean over places of the last block
     */
    public Tensor features(Tensor images) {
        return features(images, Trace.none());
    }

    /** As {@link #features(Tensor)}; offers {@code block0} to {@code block2}, before each pool. */
    public Tensor features(Tensor images, Trace trace) {
        if (images.dim() != 4 || images.size(1) != 3) {
            throw new IllegalArgumentException(
                    "images of " + Shapes.text(Shapes.of(images)) + ", not (B, 3, H, W)");
        }
        return fromResized(resized(images), trace);
    }

    /**
     * Images as the first layer takes them: for sets whose images differ in size.
     *
     * @param images {@code (B, 3, H, W)} in [0, 1]
     * @return {@code (B, 3, 299, 299)}
     */
    public Tensor resized(Tensor images) {
        return variant.prepare(images);
    }

    /** Features of images that were {@linkplain #resized resized}. */
    public Tensor fromResized(Tensor resized) {
        return fromResized(resized, Trace.none());
    }

    private Tensor fromResized(Tensor resized, Trace trace) {
        Tensor x = resized; // (B, 3, 299, 299)
        for (Map.Entry<String, InceptionUnit> e : stem.entrySet()) {
            x = e.getValue().forward(x);
            if (e.getKey().equals("Conv2d_2b_3x3")) {
                x = offer(trace, "block0", InceptionPool.HALVING.of(x)); // (B, 64, 73, 73)
            }
        }
        x = offer(trace, "block1", InceptionPool.HALVING.of(x)); // (B, 192, 35, 35)
        for (Map.Entry<String, InceptionBlock> e : blocks.entrySet()) {
            x = e.getValue().forward(x);
            if (e.getKey().equals("6e")) {
                offer(trace, "block2", x); // (B, 768, 17, 17)
            }
        }
        return x.mean(-1, -2); // (B, 2048)
    }

    private static Tensor offer(Trace trace, String name, Tensor x) {
        trace.offer(name, () -> x);
        return x;
    }

    /**
     * The classifier's logits, bias included.
     *
     * @param features {@code (B, 2048)}
     * @return {@code (B, classes)}
     * @throws UserError when the weights came without a classifier
     */
    public Tensor logits(Tensor features) {
        if (fc == null) {
            throw UserError.failed(
                    "these Inception weights have no classifier (fc)",
                    "take the whole file for an Inception score");
        }
        return fc.forward(features);
    }
}
