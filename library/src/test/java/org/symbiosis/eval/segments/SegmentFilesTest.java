package org.symbiosis.eval.segments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.data.annotated.RunLength;
import org.symbiosis.eval.segments.SegmentFiles.Found;

class SegmentFilesTest {
    @TempDir Path folder;

    private final RunLength ring =
            RunLength.of(5, 4, (int i) -> i % 5 < 3 && i / 5 < 3 && (i % 5 != 1 || i / 5 != 1));

    private final List<Found> found =
            List.of(
                    new Found(139, "139.jpg", List.of(Detection.of(18, 0.25, ring))),
                    new Found(140, "140.jpg", List.of()));

    private JsonNode read() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("out.json").toFile());
    }

    @Test
    void cocoReadsTheResults() throws IOException {
        SegmentFiles.writeCoco(folder.resolve("out.json"), found);
        JsonNode results = read();
        assertThat(results).hasSize(1);
        JsonNode one = results.get(0);
        assertThat(one.get("image_id").asInt()).isEqualTo(139);
        assertThat(one.get("category_id").asInt()).isEqualTo(18);
        assertThat(one.get("score").asDouble()).isEqualTo(0.25);
        assertThat(one.get("bbox").toString()).isEqualTo("[0.0,0.0,3.0,3.0]");
        JsonNode mask = one.get("segmentation");
        assertThat(mask.get("size").toString()).isEqualTo("[4,5]");
        assertThat(RunLength.parse(5, 4, mask.get("counts").asText())).isEqualTo(ring);
    }

    @Test
    void polygonsHaveHoles() throws IOException {
        SegmentFiles.writePolygons(folder.resolve("out.json"), found, 0);
        JsonNode images = read();
        assertThat(images).hasSize(2);
        assertThat(images.get(0).get("image").asText()).isEqualTo("139.jpg");
        assertThat(images.get(0).get("width").asInt()).isEqualTo(5);
        assertThat(images.get(1).get("objects")).isEmpty();
        JsonNode polygons = images.get(0).get("objects").get(0).get("polygons");
        assertThat(polygons).hasSize(1);
        assertThat(polygons.get(0).get("outer").toString()).isEqualTo("[[3,0],[3,3],[0,3],[0,0]]");
        assertThat(polygons.get(0).get("holes")).hasSize(1);
    }
}
