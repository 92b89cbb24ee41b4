package org.symbiosis.decay;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.relu;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.nn.BatchNorm2d;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Conv2d;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Linear;
import org.symbiosis.nn.Trace;

/**
 * A residual network whose shortcuts decay from the first block to the last (A.2.2).
 *
 * <p>Weights carry torchvision's names: {@code conv1}, {@code bn1}, {@code layer1.0.conv1} ...,
 * {@code fc}. A {@link Trace} is offered {@code layer1.0} ..., the maps after each block.
 */
public final class ResNet extends Layer {
    private final ResNetConfig config;
    private final Conv2d conv1;
    private final BatchNorm2d bn1;
    private final List<Stage> stages = new ArrayList<>();
    private final Linear fc;

    /** Blocks under their index. */
    private static final class Stage extends Layer {
        private final List<BasicBlock> blocks = new ArrayList<>();

        void add(BasicBlock block) {
            blocks.add(child(Integer.toString(blocks.size()), block));
        }
    }

    /** A network with first values drawn from the engine's generator. */
    public ResNet(ResNetConfig config) {
        this.config = config;
        boolean photos = config.stem() == ResNetConfig.Stem.PHOTOS;
        conv1 =
                child(
                        "conv1",
                        photos
                                ? new Conv2d(3, config.width(), 7, 2, Bias.NONE)
                                : new Conv2d(3, config.width(), 3, 1, Bias.NONE));
        bn1 = child("bn1", new BatchNorm2d(config.width()));
        int l = 0;
        for (int s = 0; s < config.blocks().size(); s++) {
            stages.add(child("layer" + (s + 1), stage(s, l)));
            l += config.blocks().get(s);
        }
        fc = child("fc", new Linear(config.width(config.blocks().size() - 1), config.classes()));
        initialise();
    }

    /** Stage {@code s}, whose first block is number {@code first} of the whole network. */
    private Stage stage(int s, int first) {
        Stage stage = new Stage();
        for (int i = 0; i < config.blocks().get(s); i++) {
            boolean enters = i == 0 && s > 0;
            BasicBlock.Shape shape =
                    new BasicBlock.Shape(
                            config.width(enters ? s - 1 : s), config.width(s), enters ? 2 : 1);
            stage.add(
                    new BasicBlock(
                            shape,
                            BasicBlock.Norms.USUAL,
                            config.shortcut().residual(first + i, config.depth())));
        }
        return stage;
    }

    /** Normal convolutions of variance 2 / fan out (He et al. 2015), and branches that are zero. */
    private void initialise() {
        for (Map.Entry<String, Tensor> p : parameters().entrySet()) {
            Tensor w = p.getValue();
            if (w.dim() == 4) {
                double fanOut = (double) w.size(0) * w.size(2) * w.size(3);
                Initialisation.normal(w, Math.sqrt(2 / fanOut));
            }
        }
        stages.forEach(s -> s.blocks.forEach(BasicBlock::zeroBranch));
    }

    /** What this network was made from. */
    public ResNetConfig config() {
        return config;
    }

    /** Names of the blocks, first to last, such as {@code layer3.1}. */
    public List<String> blockNames() {
        List<String> names = new ArrayList<>();
        for (int s = 0; s < stages.size(); s++) {
            for (int i = 0; i < stages.get(s).blocks.size(); i++) {
                names.add("layer" + (s + 1) + "." + i);
            }
        }
        return names;
    }

    /** Channels after each block, in the order of {@link #blockNames}. */
    public List<Integer> blockWidths() {
        List<Integer> widths = new ArrayList<>();
        for (int s = 0; s < stages.size(); s++) {
            for (int i = 0; i < stages.get(s).blocks.size(); i++) {
                widths.add(config.width(s));
            }
        }
        return widths;
    }

    /** Scores of the classes, {@code (B, classes)}, of images {@code (B, 3, H, W)}. */
    public Tensor forward(Tensor images) {
        return fc.forward(features(images, Trace.none()));
    }

    /** The features that are classified: the last block's maps, pooled; {@code (B, D)}. */
    public Tensor features(Tensor images, Trace trace) {
        Tensor x = relu(bn1.forward(conv1.forward(images)));
        if (config.stem() == ResNetConfig.Stem.PHOTOS) {
            x = halve(x);
        }
        for (int s = 0; s < stages.size(); s++) {
            List<BasicBlock> blocks = stages.get(s).blocks;
            for (int i = 0; i < blocks.size(); i++) {
                Tensor y = blocks.get(i).forward(x);
                trace.offer("layer" + (s + 1) + "." + i, () -> y);
                x = y;
            }
        }
        return pool(x);
    }

    /** Pooled maps after every block side by side: {@code (B, sum of blockWidths)}. */
    public Tensor pooledBlocks(Tensor images) {
        Trace trace = Trace.matching(name -> true);
        features(images, trace);
        TensorVector pooled = new TensorVector();
        blockNames().forEach(name -> pooled.push_back(pool(trace.get(name))));
        return cat(pooled, 1);
    }

    private static Tensor pool(Tensor x) {
        return x.mean(2, 3);
    }

    private static Tensor halve(Tensor x) {
        long[] three = {3, 3};
        long[] two = {2, 2};
        long[] one = {1, 1};
        return max_pool2d(x, three, two, one, one, false);
    }
}
