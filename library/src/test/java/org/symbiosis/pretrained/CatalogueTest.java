package org.symbiosis.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.UserError;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Positions;
import org.symbiosis.nn.Regridding;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.nn.TransformerConfig;
import org.symbiosis.nn.TransformerConfig.BranchScale;
import org.symbiosis.nn.VisionTransformerConfig;
import org.symbiosis.pretrained.Hub.Mirrored;
import org.symbiosis.tensor.Shapes;

class CatalogueTest {
    @TempDir private Path dir;

    @ParameterizedTest
    @CsvSource({
        "dino-s16, 384, 16, 224, NONE",
        "dino-b16, 768, 16, 224, NONE",
        "dino-s8, 384, 8, 224, NONE",
        "dino-b8, 768, 8, 224, NONE",
        "mae-b16, 768, 16, 224, NONE",
        "mocov3-b16, 768, 16, 224, NONE",
        "dinov2-b14, 768, 14, 518, LEARNT"
    })
    void tensorsAndParametersAreThoseOfTheArchitecture(
            String key, int dim, int patch, int image, BranchScale scale) {
        VisionTransformerConfig config =
                new VisionTransformerConfig(
                        image,
                        image,
                        3,
                        patch,
                        new TransformerConfig(
                                dim,
                                12,
                                dim / 64,
                                4,
                                1e-6,
                                Bias.LEARNT,
                                new Shortcut.Identity(),
                                scale),
                        Positions.Kind.LEARNT,
                        VisionTransformerConfig.End.NORM,
                        0,
                        Regridding.ByFactor.DINO);
        Published published = Catalogue.find(key);
        var layout = VitLayout.of(config);
        assertThat(layout).hasSize(published.tensors());
        assertThat(layout.values().stream().mapToLong(Shapes::count).sum())
                .isEqualTo(published.parameters());
    }

    @Test
    void keysAreUniqueAndEveryNetworkHasALicence() {
        assertThat(Catalogue.all()).extracting(Published::key).doesNotHaveDuplicates();
        assertThat(Catalogue.all()).extracting(Published::licence).allMatch(l -> !l.isBlank());
        assertThatThrownBy(() -> Catalogue.find("dino"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("dino-s16, dino-b16");
    }

    @Test
    void filesAreWhereTheHubOrItsMirrorHasThem() {
        Hub own = Hub.of("https://hub.example/", "", Mirrored.ITS_OWN);
        Hub mirror = Hub.of("https://mirror.example:81/m", "t", Mirrored.EVERYTHING);
        Published.Place dino = Catalogue.find("dino-s16").place();
        Published.Place inception = Catalogue.find("inception-fid").place();
        assertThat(own.address(dino))
                .hasToString(
                        "https://hub.example/timm/vit_small_patch16_224.dino/resolve/main/"
                                + "model.safetensors");
        assertThat(own.address(inception).getHost()).isEqualTo("github.com");
        assertThat(mirror.address(inception))
                .hasToString(
                        "https://mirror.example:81/m/mseitzer/pytorch-fid/releases/download/"
                                + "fid_weights/pt_inception-2015-12-05-6726825d.pth");
    }

    @Test
    void theTokenGoesToTheHubAlone() {
        Hub hub = Hub.of("https://mirror.example:81", " t ", Mirrored.EVERYTHING);
        assertThat(hub.tokenFor(URI.create("https://mirror.example:81/x"))).contains("t");
        assertThat(hub.tokenFor(URI.create("http://mirror.example:81/x"))).isEmpty();
        assertThat(hub.tokenFor(URI.create("https://mirror.example/x"))).isEmpty();
        assertThat(hub.tokenFor(URI.create("https://mirror.example.evil:81/x"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mirror.example", "ftp://mirror.example", "https://", "https://a b"})
    void aHubThatIsNoWebAddressIsRefused(String address) {
        assertThatThrownBy(() -> Hub.of(address, "", Mirrored.EVERYTHING))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("https://");
    }

    @Test
    void aNameIsAPathOrANetworkThatIsHere() throws IOException {
        ModelStore store = new ModelStore(dir);
        Path file = Files.createFile(dir.resolve("w.pth"));
        assertThat(store.resolve(file.toString())).isEqualTo(file);
        assertThatThrownBy(() -> store.resolve("dino-s16"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("models pull dino-s16");
        assertThatThrownBy(() -> store.resolve("nothing.pth"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("models list");
        Published dino = Catalogue.find("dino-s16");
        Files.createDirectories(store.path(dino).getParent());
        Files.createFile(store.path(dino));
        assertThat(store.resolve("dino-s16")).isEqualTo(store.path(dino));
        assertThat(store.owner(store.path(dino))).contains(dino);
        assertThat(store.owner(file)).isEmpty();
    }
}
