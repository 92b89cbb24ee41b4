package org.symbiosis.data.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.ImageSources;
import org.symbiosis.data.Planes;

class RoomsExportTest {
    @TempDir static Path root;

    private static Path folder;
    private static RenderedRoom room;

    @BeforeAll
    static void export() {
        RoomsConfig config =
                RoomsConfig.DEFAULT
                        .withSize(32)
                        .withScenes(1, 1)
                        .withMixtures(1)
                        .withProbe(Probe.MIRROR_BALL);
        Rooms rooms = new Rooms(config);
        List<Integer> done = new ArrayList<>();
        new RoomsExport(rooms, root).write(Split.TEST, done::add);
        assertThat(done).containsExactly(1);
        room = rooms.render(1_000_000);
        folder = root.resolve("everett_bedroom_1000000");
    }

    @Test
    void theLibrarysOwnReaderSeesThePictures() throws IOException {
        try (ImageSource source = ImageSources.open(root.toString())) {
            int pictures = 0;
            for (int i = 0; i < source.size(); i++) {
                String path = source.path(i);
                if (path.contains("/dir_")) {
                    int k = Integer.parseInt(path.replaceAll(".*dir_(\\d+)_mip2.png", "$1"));
                    assertThat(Planes.of(source.read(i)).values())
                            .isEqualTo(Planes.of(room.picture(k)).values());
                    pictures++;
                }
            }
            assertThat(pictures).isEqualTo(26);
        }
    }

    @Test
    void mapsHoldIds() throws IOException {
        Raster ids = ImageIO.read(folder.resolve("instances.png").toFile()).getRaster();
        Raster labels = ImageIO.read(folder.resolve("semantic.png").toFile()).getRaster();
        for (int i = 0; i < 32 * 32; i++) {
            assertThat(ids.getSample(i % 32, i / 32, 0)).isEqualTo(room.truth().instance()[i]);
            assertThat(labels.getSample(i % 32, i / 32, 0)).isEqualTo(room.truth().semantic()[i]);
        }
    }

    @Test
    void numpyFilesHoldFloats() throws IOException {
        assertThat(npy("albedo.npy", "(32, 32, 3)")).isEqualTo(room.truth().albedo());
        assertThat(npy("depth.npy", "(32, 32)")).isEqualTo(room.truth().depth());
    }

    private static float[] npy(String name, String shape) throws IOException {
        ByteBuffer in =
                ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name)))
                        .order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[8];
        in.get(magic);
        assertThat(magic).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
        byte[] header = new byte[in.getShort()];
        in.get(header);
        assertThat(new String(header, StandardCharsets.US_ASCII))
                .contains("'descr': '<f4'")
                .contains("'shape': " + shape)
                .endsWith("\n");
        assertThat(in.position() % 64).isZero();
        float[] values = new float[in.remaining() / 4];
        in.asFloatBuffer().get(values);
        return values;
    }

    @Test
    void textsTellWhatIsThere() throws IOException {
        List<String> captions = Files.readAllLines(folder.resolve("captions.txt"));
        assertThat(captions).hasSize(26);
        assertThat(captions.get(9)).isEqualTo(room.caption(9));
        ObjectMapper json = new ObjectMapper();
        JsonNode meta = json.readTree(folder.resolve("meta.json").toFile());
        assertThat(meta.get("type").asText()).isEqualTo("bedroom");
        assertThat(meta.get("instances")).hasSize(room.truth().instances().size());
        assertThat(meta.get("lights").get(25)).hasSize(2);
        ProbeBox box = room.probe().orElseThrow();
        JsonNode chrome = meta.get("chrome").get("bounding_box");
        assertThat(chrome.get("x").asInt()).isEqualTo(4 * box.x());
        assertThat(chrome.get("h").asInt()).isEqualTo(4 * box.height());
        JsonNode judged = json.readTree(folder.resolve("judgements.json").toFile());
        assertThat(judged.get("intrinsic_comparisons"))
                .hasSize(room.judgements().comparisons().size());
    }

    @Test
    void scenesAreNamedByTypeAndIndex() {
        assertThat(RoomsExport.sceneName(Split.TRAIN, 12)).isEqualTo("rooms_diningroom_0000012");
    }
}
