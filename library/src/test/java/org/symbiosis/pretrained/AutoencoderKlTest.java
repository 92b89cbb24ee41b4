package org.symbiosis.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.avg_pool2d;
import static org.bytedeco.pytorch.global.torch.full;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.upsample_nearest2d;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.UserError;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.tensor.Shapes;

class AutoencoderKlTest {
    static final AutoencoderKlConfig TINY = new AutoencoderKlConfig(List.of(8, 16, 16), 1, 4, 4, 3);

    private Scope scope;
    private NoGradGuard guard;

    @BeforeEach
    void open() {
        scope = Scope.open();
        guard = new NoGradGuard();
        Seed.set(6);
    }

    @AfterEach
    void close() {
        guard.close();
        scope.close();
    }

    @Test
    void sidesShrinkByTheFactorAndComeBack() {
        try (AutoencoderKl model = new AutoencoderKl(TINY)) {
            assertThat(TINY.factor()).isEqualTo(4);
            LatentDistribution latents = model.encode(randn(2, 3, 16, 24));
            assertThat(Shapes.of(latents.mean())).containsExactly(2, 4, 4, 6);
            assertThat(Shapes.of(latents.logvar())).containsExactly(2, 4, 4, 6);
            assertThat(Shapes.of(model.decode(latents.mean()))).containsExactly(2, 3, 16, 24);
        }
    }

    @Test
    void oddSizesAreRefused() {
        try (AutoencoderKl model = new AutoencoderKl(TINY)) {
            assertThatThrownBy(() -> model.encode(randn(1, 3, 16, 18)))
                    .hasMessageContaining("images of 16 x 18")
                    .hasMessageContaining("multiples of 4");
            assertThatThrownBy(() -> model.encode(randn(1, 3, 2, 16)))
                    .hasMessageContaining("images of 2 x 16");
        }
    }

    @Test
    void whatFitsInOneTileIsExact() {
        try (AutoencoderKl model = new AutoencoderKl(TINY)) {
            Tensor images = randn(1, 3, 16, 24);
            Tiling tiles = new Tiling.Tiles(6, 2);
            Tensor mean = model.encode(images).mean();
            assertSame(model.encode(images, tiles).mean(), mean);
            assertSame(model.decode(mean, tiles), model.decode(mean));
        }
    }

    @Test
    void largeImagesGoThroughInTiles() {
        try (AutoencoderKl model = new AutoencoderKl(TINY)) {
            Tensor images = randn(1, 3, 36, 52);
            Tiling tiles = new Tiling.Tiles(4, 1);
            Tensor mean = model.encode(images, tiles).mean();
            assertThat(Shapes.of(mean)).containsExactly(1, 4, 9, 13);
            Tensor decoded = model.decode(mean, tiles);
            assertThat(Shapes.of(decoded)).containsExactly(1, 3, 36, 52);
            // The first tile alone reaches the first corner.
            Tensor tile = model.encode(images.narrow(2, 0, 16).narrow(3, 0, 16)).mean();
            assertSame(corner(mean), corner(tile));
        }
    }

    private static Tensor corner(Tensor x) {
        return x.narrow(2, 0, 1).narrow(3, 0, 1);
    }

    /** Networks that look at single cells know nothing of tiles. */
    @ParameterizedTest
    @CsvSource({"5, 2, 9, 13", "4, 0, 8, 12", "3, 2, 10, 3", "8, 3, 4, 30"})
    void localNetworksAreTheSameInTiles(int side, int overlap, int rows, int columns) {
        Tiling tiles = new Tiling.Tiles(side, overlap);
        Tensor fine = randn(2, 3, 2L * rows, 2L * columns);
        Tensor smaller = tiles.run(fine, new Tiling.Change(2, 1, 3), x -> avg_pool2d(x, 2, 2));
        assertSame(smaller, avg_pool2d(fine, 2, 2));
        Tensor larger = tiles.run(smaller, new Tiling.Change(1, 2, 3), AutoencoderKlTest::twice);
        assertSame(larger, twice(smaller));
    }

    private static Tensor twice(Tensor x) {
        return upsample_nearest2d(x, 2 * x.size(2), 2 * x.size(3));
    }

    @Test
    void tilesThatDoNotGetOnAreRefused() {
        assertThatThrownBy(() -> new Tiling.Tiles(4, 4))
                .hasMessage("tiles of side 4 cannot overlap by 4");
    }

    @Test
    void aSampleIsTheMeanPlusNoiseTimesTheDeviation() {
        Tensor moments = zeros(1, 2, 1, 3);
        moments.select(1, 0).copy_(Plain.tensor(new float[] {5, 6, 7}, 1, 1, 3));
        moments.select(1, 1).copy_(Plain.tensor(new float[] {0, 99, -99}, 1, 1, 3));
        LatentDistribution latents = LatentDistribution.of(moments);
        assertThat(Plain.floats(latents.logvar())).containsExactly(0, 20, -30);
        Tensor noise = full(new long[] {1, 1, 1, 3}, new Scalar(2.0));
        float[] expected = {7, 6 + 2 * (float) Math.exp(10), 7 + 2 * (float) Math.exp(-15)};
        assertThat(Plain.floats(latents.sample(noise))).containsExactly(expected, within(0.01f));
    }

    @Test
    void scalesAreThoseOfTheRecipes() {
        Tensor one = full(new long[] {1}, new Scalar(1.0));
        assertThat(LatentScale.STABLE_DIFFUSION.forDiffusion(one).item_float()).isEqualTo(0.18215f);
        assertThat(LatentScale.UVIT_COCO.forDiffusion(one).item_float()).isEqualTo(0.2301f);
        for (LatentScale scale : LatentScale.values()) {
            assertSame(scale.forDecoder(scale.forDiffusion(one)), one);
        }
    }

    @Test
    void fullSizeNamesAreThePublishedOnes() {
        Map<String, String> published = PublishedKeys.of("sd-v1-vae");
        assertThat(published).hasSize(248);
        AutoencoderKlConfig config = AutoencoderKlConfig.stableDiffusion();
        try (AutoencoderKl model = Initialisation.blank(() -> new AutoencoderKl(config))) {
            assertThat(PublishedKeys.of(model.state())).isEqualTo(published);
            assertThat(model.parameterCount()).isEqualTo(83_653_863);
        }
    }

    @Test
    void allThreeLayoutsLoad() {
        try (AutoencoderKl model = new AutoencoderKl(TINY)) {
            Map<String, Tensor> own = model.state();
            Map<String, Tensor> theirs = AutoencoderKlNames.latentDiffusion(own);
            assertThat(theirs)
                    .containsKeys(
                            "decoder.up.2.block.0.conv1.weight",
                            "decoder.up.1.upsample.conv.bias",
                            "encoder.down.1.block.0.nin_shortcut.weight",
                            "encoder.mid.attn_1.proj_out.weight");
            assertThat(Shapes.of(theirs.get("encoder.mid.attn_1.q.weight")))
                    .containsExactly(16, 16, 1, 1);
            Map<String, Tensor> checkpoint = new HashMap<>();
            theirs.forEach((name, t) -> checkpoint.put("first_stage_model." + name, t));
            checkpoint.put("cond_stage_model.weight", zeros(1));
            Map<String, Tensor> newer = AutoencoderKlNames.newerDiffusers(own);
            assertThat(newer).containsKey("decoder.mid_block.attentions.0.to_out.0.bias");
            for (Map<String, Tensor> layout : List.of(own, theirs, checkpoint, newer)) {
                Map<String, Tensor> back = AutoencoderKlNames.diffusers(layout);
                assertThat(back.keySet()).isEqualTo(own.keySet());
                back.forEach((name, t) -> assertSame(t, own.get(name)));
            }
        }
    }

    @Test
    void anotherArchitectureAndMissingTensorsAreNamed() {
        AutoencoderKlConfig deeper = new AutoencoderKlConfig(List.of(8, 16, 16), 2, 4, 4, 3);
        try (AutoencoderKl model = new AutoencoderKl(TINY);
                AutoencoderKl other = new AutoencoderKl(deeper)) {
            Map<String, Tensor> weights = new HashMap<>(model.state());
            assertThatThrownBy(() -> other.load(AutoencoderKlNames.diffusers(weights)))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("resnets.1");
            weights.remove("quant_conv.bias");
            assertThatThrownBy(() -> model.load(AutoencoderKlNames.diffusers(weights)))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("lack 'quant_conv.bias'");
        }
    }

    @Test
    void channelsThatGroupsDoNotDivideAreRefused() {
        assertThatThrownBy(() -> new AutoencoderKlConfig(List.of(8, 18), 1, 4, 4, 3))
                .hasMessage("18 channels are no multiple of 4 groups");
    }

    private static void assertSame(Tensor a, Tensor b) {
        assertThat(Plain.floats(a)).containsExactly(Plain.floats(b), within(1e-5f));
    }
}
