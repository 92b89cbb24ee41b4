package org.symbiosis.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.pytorch.global.torch.rand;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Trace;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;
import org.symbiosis.testing.SparseWeights;

/**
 * Files of the published names and sizes are what our readers take. Their zeros lie nowhere; names
 * and shapes are compared always, whole files read with {@code -Dparity.dir} only, since that takes
 * gigabytes.
 */
class PublishedFilesTest {
    private static final String VAE = "sd-v1-vae (diffusers, old attention names)";
    private static final String UNET = "sd-v1-unet (diffusers)";
    private static final String TEXT = "clip-vit-large-patch14 text (HF)";

    private static final String WHOLE = "whole files take gigabytes: give -Dparity.dir";

    @TempDir private Path folder;

    private Path file(String network, String name) throws IOException {
        return SparseWeights.write(folder.resolve(name), PublishedKeys.shapes(network));
    }

    @Test
    void everyPublishedNetworkHasAReader() {
        assertThat(PublishedKeys.networks())
                .containsExactlyInAnyOrder(
                        VAE,
                        UNET,
                        TEXT,
                        "clip-vit-base-patch16 (HF)",
                        "clip-vit-b-16 (OpenAI names)",
                        "vit-base-16 (HF ViT names)",
                        "vit-base-16 (timm names)",
                        "vit-small-16 (timm names)",
                        "dinov2-vit-b-14 (own names)",
                        "inception-v3 for FID");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vit-base-16 (timm names) | 768",
                "vit-base-16 (HF ViT names) | 768",
                "vit-small-16 (timm names) | 384",
                "dinov2-vit-b-14 (own names) | 768"
            })
    void transformersAreTakenByNamesAndShapes(String network, int dim) throws IOException {
        try (Scope s = Scope.open();
                Safetensors weights = Safetensors.open(file(network, "vit.safetensors"))) {
            VitReader reader = new VitReader(network, weights, VitOptions.OF_THE_FILE);
            assertThat(reader.config().blocks().dim()).isEqualTo(dim);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"clip-vit-base-patch16 (HF)", "clip-vit-b-16 (OpenAI names)"})
    void bothLayoutsOfClipAreTakenByNamesAndShapes(String network) throws IOException {
        try (Scope s = Scope.open();
                Safetensors weights = Safetensors.open(file(network, "clip.safetensors"))) {
            assertThat(ClipReader.recognises(weights.names())).isTrue();
            ClipReader reader = ClipReader.of(network, weights.tensors());
            assertThat(reader.config()).isEqualTo(ClipConfig.b16());
            assertTaken(reader.weights(), () -> new Clip(reader.config()));
        }
    }

    @Test
    void theNetworksOfStableDiffusionAreTakenByNamesAndShapes() throws IOException {
        Path unet = file(UNET, "unet/diffusion_pytorch_model.safetensors");
        Path vae = file(VAE, "vae/diffusion_pytorch_model.safetensors");
        Path text = file(TEXT, "text_encoder/model.safetensors");
        PublishedConfig none = PublishedConfig.beside(unet);
        try (Scope s = Scope.open();
                Safetensors u = Safetensors.open(unet);
                Safetensors v = Safetensors.open(vae);
                Safetensors t = Safetensors.open(text)) {
            NamedWeights denoiser = DiffusionParts.denoiserWeights(UNET, u);
            UNet2dConditionConfig sd = UNet2dConditionConfig.stableDiffusion();
            assertThat(DiffusionParts.denoiser(denoiser, none)).isEqualTo(sd);
            assertTaken(denoiser, () -> new UNet2dCondition(sd));
            NamedWeights autoencoder = DiffusionParts.autoencoderWeights(VAE, v);
            AutoencoderKlConfig kl = AutoencoderKlConfig.stableDiffusion();
            assertThat(DiffusionParts.autoencoder(autoencoder, none)).isEqualTo(kl);
            assertTaken(autoencoder, () -> new AutoencoderKl(kl));
            ClipReader reader = DiffusionParts.textWeights(TEXT, t);
            assertThat(reader.text()).isEqualTo(ClipConfig.Text.l14());
            assertTaken(reader.textWeights(), () -> new ClipText(reader.text()));
        }
    }

    /** The same three networks in one file under latent diffusion's names. */
    @Test
    void aWholeCheckpointIsTakenByNamesAndShapes() throws IOException {
        Map<String, long[]> all = new LinkedHashMap<>();
        UNet2dConditionConfig sd = UNet2dConditionConfig.stableDiffusion();
        AutoencoderKlConfig kl = AutoencoderKlConfig.stableDiffusion();
        try (UNet2dCondition u = Initialisation.blank(() -> new UNet2dCondition(sd));
                AutoencoderKl a = Initialisation.blank(() -> new AutoencoderKl(kl));
                Scope s = Scope.open()) {
            put("model.diffusion_model.", UNet2dConditionNames.latentDiffusion(u.state()), all);
            put("first_stage_model.", AutoencoderKlNames.latentDiffusion(a.state()), all);
        }
        PublishedKeys.shapes(TEXT)
                .forEach((name, shape) -> all.put("cond_stage_model.transformer." + name, shape));
        all.put("alphas_cumprod", new long[] {1000});
        Path file = SparseWeights.write(folder.resolve("sd.safetensors"), all);
        assertThat(DiffusionFiles.recognises(file)).isTrue();
        DiffusionFiles files = DiffusionFiles.of(file, new ModelStore(folder));
        assertThat(List.of(files.autoencoder(), files.text())).containsOnly(file);
        PublishedConfig none = PublishedConfig.beside(file);
        try (Scope s = Scope.open();
                Safetensors weights = Safetensors.open(file)) {
            NamedWeights denoiser = DiffusionParts.denoiserWeights("sd", weights);
            assertThat(DiffusionParts.denoiser(denoiser, none)).isEqualTo(sd);
            assertTaken(denoiser, () -> new UNet2dCondition(sd));
            assertTaken(
                    DiffusionParts.autoencoderWeights("sd", weights), () -> new AutoencoderKl(kl));
            ClipReader text = DiffusionParts.textWeights("sd", weights);
            assertTaken(text.textWeights(), () -> new ClipText(text.text()));
        }
    }

    private static void put(String prefix, Map<String, Tensor> part, Map<String, long[]> into) {
        part.forEach((name, t) -> into.put(prefix + name, Shapes.of(t)));
    }

    private static void assertTaken(NamedWeights weights, Supplier<Layer> network) {
        long before = Pointer.physicalBytes();
        try (Layer layer = Initialisation.blank(network)) {
            weights.check(layer, "the published network");
        }
        assertThat(Pointer.physicalBytes() - before).isLessThan(1L << 30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vit-base-16 (timm names)|16",
                "vit-base-16 (HF ViT names)|16",
                "vit-small-16 (timm names)|16",
                "dinov2-vit-b-14 (own names)|14",
                "clip-vit-base-patch16 (HF)|16",
                "clip-vit-b-16 (OpenAI names)|16"
            })
    @EnabledIfSystemProperty(named = "parity.dir", matches = ".+", disabledReason = WHOLE)
    void wholeFilesOfTransformersOpenAndRun(String network, int patch) throws IOException {
        Path path = file(network, "whole.safetensors");
        try (Scope s = Scope.open();
                AttentionModel model = AttentionModels.open(path)) {
            assertThat(model.patch()).isEqualTo(patch);
            Tensor tokens = model.forward(rand(1, 3, 2 * patch, 3 * patch), Trace.none());
            assertThat(Shapes.of(tokens)).containsExactly(1, 1 + 6, model.dim());
            assertThat(tokens.isfinite().all().item_bool()).isTrue();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "parity.dir", matches = ".+", disabledReason = WHOLE)
    void aWholeReleaseOfStableDiffusionOpensAndRuns() throws IOException {
        file(UNET, "sd/unet/diffusion_pytorch_model.safetensors");
        file(VAE, "sd/vae/diffusion_pytorch_model.safetensors");
        file(TEXT, "sd/text_encoder/model.safetensors");
        Path release = folder.resolve("sd");
        DiffusionFiles files = DiffusionFiles.of(release, new ModelStore(folder));
        try (Scope s = Scope.open();
                StableDiffusion model = StableDiffusion.open("sd", files, "");
                StableDiffusionTap tap = model.tap(64)) {
            assertThat(model.unit()).isEqualTo(64);
            Tensor latents = tap.latents(rand(1, 3, 30, 40), 1);
            List<TappedLayer> layers =
                    tap.tap(latents, List.of(new StableDiffusionTap.Noise(250, 1)));
            assertThat(layers).hasSize(16);
            assertThat(layers).allMatch(l -> l.heads() == 8);
        }
    }
}
