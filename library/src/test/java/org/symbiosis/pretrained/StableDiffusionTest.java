package org.symbiosis.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.pretrained.StableDiffusionTap.Noise;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;

class StableDiffusionTest {
    @TempDir private Path folder;
    private Scope scope;
    private TinyDiffusion tiny;

    @BeforeEach
    void make() {
        scope = Scope.open();
        tiny = new TinyDiffusion();
    }

    @AfterEach
    void free() {
        scope.close();
    }

    private ModelStore store() {
        return new ModelStore(folder.resolve("store"));
    }

    private float[] features(StableDiffusion model) {
        try (model;
                StableDiffusionTap tap = model.tap(64)) {
            Tensor latents = tap.latents(rand(1, 3, 20, 30).mul(zeros(1)), 4);
            return Plain.floats(tap.pass(latents, List.of(new Noise(250, 4))).features());
        }
    }

    @Test
    void aFolderAndACheckpointHoldTheSameNetworks() throws IOException {
        float[] wanted = features(tiny.model());
        for (Path path :
                List.of(
                        tiny.folder(folder.resolve("sd")),
                        tiny.checkpoint(folder.resolve("one/sd.safetensors")))) {
            assertThat(DiffusionFiles.recognises(path)).isTrue();
            DiffusionFiles files = DiffusionFiles.of(path, store());
            assertThat(features(StableDiffusion.open("sd", files, ""))).containsExactly(wanted);
        }
    }

    @Test
    void thePromptIsHeard() throws IOException {
        DiffusionFiles files = DiffusionFiles.of(tiny.folder(folder.resolve("sd")), store());
        float[] empty = features(StableDiffusion.open("sd", files, ""));
        assertThat(features(StableDiffusion.open("sd", files, "a cat"))).isNotEqualTo(empty);
    }

    @Test
    void theSecondBlockOnTheWayUpGivesFeatures() {
        try (StableDiffusion model = tiny.model();
                StableDiffusionTap tap = model.tap(64)) {
            assertThat(model.unit()).isEqualTo(32);
            Tensor latents = tap.latents(rand(1, 3, 64, 64), 1);
            StableDiffusionTap.Pass pass = tap.pass(latents, List.of(new Noise(250, 1)));
            assertThat(pass.layers()).hasSize(16);
            assertThat(Shapes.of(pass.features()))
                    .containsExactly(1, 8, pass.grid().rows(), pass.grid().columns());
        }
    }

    @Test
    void whatIsMissingIsTakenFromTheStoreOrNamed() throws IOException {
        Path path = tiny.folder(folder.resolve("sd"));
        Path vae = path.resolve("vae/diffusion_pytorch_model.safetensors");
        Path pulled = store().path(Catalogue.find("sd-vae"));
        Files.createDirectories(pulled.getParent());
        Files.move(vae, folder.resolve("kept"));
        assertThatThrownBy(() -> DiffusionFiles.of(path, store()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has no vae")
                .hasMessageContaining("models pull sd-vae");
        Files.move(folder.resolve("kept"), pulled);
        assertThat(DiffusionFiles.of(path, store()).autoencoder()).isEqualTo(pulled);
        Path denoiser = path.resolve("unet/diffusion_pytorch_model.safetensors");
        assertThatThrownBy(() -> DiffusionFiles.of(denoiser, store()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has no text_encoder")
                .hasMessageContaining("models pull clip-l14-text");
        Files.delete(denoiser);
        assertThatThrownBy(() -> DiffusionFiles.of(path, store()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("holds no weights");
    }

    @Test
    void laterReleasesAndOtherFilesAreRefused() throws IOException {
        Path path = tiny.folder(folder.resolve("sd"));
        DiffusionFiles files = DiffusionFiles.of(path, store());
        Map<String, Tensor> later = new LinkedHashMap<>();
        try (Safetensors file = Safetensors.open(files.denoiser())) {
            file.tensors().forEach((name, t) -> later.put(name, t.clone()));
        }
        String linear = "down_blocks.0.attentions.0.proj_in.weight";
        later.put(linear, later.get(linear).flatten(1, 3));
        Safetensors.write(files.denoiser(), later, Map.of());
        assertThatThrownBy(() -> StableDiffusion.open("sd", files, ""))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("later Stable Diffusion");
        DiffusionFiles swapped =
                new DiffusionFiles(files.autoencoder(), files.autoencoder(), files.text());
        assertThatThrownBy(() -> StableDiffusion.open("sd", swapped, ""))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("lacks 'conv_in.weight'");
        assertThat(DiffusionFiles.recognises(files.autoencoder())).isFalse();
        assertThat(DiffusionFiles.recognises(folder)).isFalse();
    }

    /** Where Stable Diffusion 1's own checkpoints have some of their tensors. */
    @Test
    void latentDiffusionCountsBlocksInOneRow() {
        try (UNet2dCondition model =
                Initialisation.blank(
                        () -> new UNet2dCondition(UNet2dConditionConfig.stableDiffusion()))) {
            Map<String, Tensor> ours = model.state();
            Map<String, Tensor> theirs = UNet2dConditionNames.latentDiffusion(ours);
            assertThat(theirs).hasSize(686);
            assertThat(theirs.keySet())
                    .allMatch(
                            n ->
                                    n.matches(
                                            "(input_blocks|middle_block|output_blocks|time_embed"
                                                    + "|out)\\..*"))
                    .contains(
                            "input_blocks.0.0.weight",
                            "input_blocks.1.0.in_layers.2.weight",
                            "input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight",
                            "input_blocks.3.0.op.weight",
                            "input_blocks.4.0.skip_connection.weight",
                            "input_blocks.11.0.out_layers.3.bias",
                            "middle_block.1.proj_in.weight",
                            "middle_block.2.emb_layers.1.weight",
                            "output_blocks.2.1.conv.weight",
                            "output_blocks.5.2.conv.weight",
                            "output_blocks.8.2.conv.bias",
                            "output_blocks.11.1.proj_out.weight",
                            "time_embed.2.bias",
                            "out.2.weight");
            assertThat((Object) theirs.get("output_blocks.3.1.norm.weight"))
                    .isSameAs(ours.get("up_blocks.1.attentions.0.norm.weight"));
            Map<String, Tensor> back = UNet2dConditionNames.diffusers(theirs);
            assertThat(back.keySet()).isEqualTo(ours.keySet());
            back.forEach((name, t) -> assertThat((Object) t).as(name).isSameAs(ours.get(name)));
        }
    }
}
