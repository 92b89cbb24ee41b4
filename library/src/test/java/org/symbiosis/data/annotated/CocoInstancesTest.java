package org.symbiosis.data.annotated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbiosis.data.annotated.Fixtures.assertRefused;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.data.annotated.AnnotatedObject.Extent;

class CocoInstancesTest {
    private static final String JSON =
            """
            {"annotations": [
              {"id": 1, "image_id": 139, "category_id": 18, "iscrowd": 0, "area": 4,
               "bbox": [1, 1, 2, 2], "segmentation": [[1, 1, 3, 1, 3, 3, 1, 3]]},
              {"id": 2, "image_id": 139, "category_id": 1, "iscrowd": 1, "area": 3,
               "bbox": [0, 0, 1, 3], "segmentation": {"size": [4, 6], "counts": [0, 3, 21]}},
              {"id": 3, "image_id": 139, "category_id": 1, "iscrowd": 0, "area": 3,
               "bbox": [0, 0, 1, 3], "segmentation": {"size": [4, 6], "counts": "03e0"}}],
             "images": [{"id": 139, "file_name": "139.png", "width": 6, "height": 4},
                        {"id": 285, "file_name": "285.png", "width": 3, "height": 3}],
             "categories": [{"id": 1, "name": "person", "supercategory": "person"},
                            {"id": 18, "name": "dog", "supercategory": "animal"}]}
            """;

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void make() throws IOException {
        file = folder.resolve("instances.json");
        Fixtures.photograph(folder.resolve("images/139.png"), 6, 4);
        Fixtures.text(file, JSON);
    }

    private CocoInstances open() {
        return CocoInstances.open(folder.resolve("images"), file);
    }

    @Test
    void readsMasksHoweverTheyAreWritten() {
        CocoInstances set = open();
        assertThat(set.size()).isEqualTo(2);
        assertThat(set.id(1)).isEqualTo(285);
        assertThat(set.picture(0).width()).isEqualTo(6);
        assertThat(set.objects(1)).isEmpty();
        List<AnnotatedObject> objects = set.objects(0);
        assertThat(objects).extracting(AnnotatedObject::category).containsExactly(1, 0, 0);
        assertThat(objects)
                .extracting(AnnotatedObject::extent)
                .containsExactly(Extent.ONE, Extent.CROWD, Extent.ONE);
        assertThat(objects).allMatch(o -> o.mask().box().equals(o.box()));
        assertThat(objects).allMatch(o -> o.mask().area() == o.area());
        assertThat(objects.get(1).mask()).isEqualTo(objects.get(2).mask());
        assertThat(set.categories()).extracting(Category::name).containsExactly("person", "dog");
    }

    @Test
    void refusesDamagedMasks() throws IOException {
        assertMaskRefused("[0, 3, 21]", "[0, 3, 22]", "25 pixels");
        assertMaskRefused("[0, 3, 21]", "[0, 27, -3]", "runs");
        assertMaskRefused("\"03e0\"", "\"03e\"", "cut off");
        assertMaskRefused("[[1, 1, 3, 1, 3, 3, 1, 3]]", "[[1, 1, 3, 1]]", "no polygon");
        assertMaskRefused("[[1, 1, 3, 1, 3, 3, 1, 3]]", "[[1, 1, 3, 1, 3]]", "no polygon");
        assertMaskRefused("[[1, 1, 3, 1, 3, 3, 1, 3]]", "[[1, 1, 3, 1, 3, 1e9]]", "reaches");
        assertMaskRefused("[[1, 1, 3, 1, 3, 3, 1, 3]]", "[[1, 1, 3, 1, 3, \"x\"]]", "reaches");
    }

    private void assertMaskRefused(String good, String bad, String word) throws IOException {
        Fixtures.text(file, JSON.replace(good, bad));
        CocoInstances set = open();
        assertRefused(() -> set.objects(0), "instances.json", "image 139", word);
    }

    @Test
    void refusesHostileAnnotations() throws IOException {
        assertFileRefused(JSON.substring(0, 500), "cannot be read");
        assertFileRefused(JSON.replace("\"image_id\": 139", "\"image_id\": 7"), "no image 7");
        assertFileRefused(JSON.replace("\"139.png\"", "\"/etc/x\""), "leads out of");
        assertFileRefused(JSON.replace("\"width\": 6", "\"width\": 0"), "0 x 4");
        assertFileRefused(JSON.replace("\"counts\"", "\"count\""), "neither polygons");
        assertFileRefused("{}", "names no image");
        assertFileRefused(JSON.replace("\"width\": 6", "\"width\": 2000000000"), "2000000000");
    }

    private void assertFileRefused(String json, String word) throws IOException {
        Fixtures.text(file, json);
        assertRefused(this::open, "instances.json", word);
    }
}
