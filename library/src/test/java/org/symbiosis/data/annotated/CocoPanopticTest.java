package org.symbiosis.data.annotated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbiosis.data.annotated.Fixtures.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.data.annotated.AnnotatedObject.Extent;
import org.symbiosis.data.annotated.Category.Kind;
import org.symbiosis.testing.RealData;

class CocoPanopticTest {
    private static final String JSON =
            """
            {"info": {"year": 2018}, "licenses": [{"id": 1}],
             "images": [{"id": 9, "file_name": "9.png", "width": 4, "height": 2}],
             "annotations": [{"image_id": 9, "file_name": "9.png", "segments_info": [
               {"id": 70000, "category_id": 3, "iscrowd": 0, "bbox": [0, 0, 2, 2], "area": 3},
               {"id": 258, "category_id": 3, "iscrowd": 1, "bbox": [3, 0, 1, 1], "area": 1},
               {"id": 5, "category_id": 187, "iscrowd": 0, "bbox": [1, 0, 3, 2], "area": 3}]}],
             "categories": [
               {"id": 3, "name": "car", "supercategory": "vehicle", "isthing": 1},
               {"id": 187, "name": "sky", "supercategory": "sky", "isthing": 0}]}
            """;

    @TempDir Path folder;

    @BeforeEach
    void make() throws IOException {
        Fixtures.text(folder.resolve("panoptic.json"), JSON);
        Fixtures.photograph(folder.resolve("images/9.png"), 4, 2);
        Fixtures.coloured(
                folder.resolve("panoptic/9.png"), 4, 2, 70000, 5, 5, 258, 70000, 70000, 5, 0);
    }

    @Test
    void readsCategoriesAndThings() {
        CocoPanoptic set = CocoPanoptic.open(folder);
        assertThat(set.size()).isEqualTo(1);
        assertThat(set.picture(0).width()).isEqualTo(4);
        assertThat(set.images().path(0)).isEqualTo("9.png");
        assertThat(set.images().label(0)).isEqualTo(-1);
        assertThat(set.categories())
                .containsExactly(
                        new Category(3, "car", "vehicle", Kind.THING),
                        new Category(187, "sky", "sky", Kind.STUFF));
        assertThat(set.labels(0))
                .isEqualTo(new Labels(4, 2, new int[] {0, 1, 1, 0, 0, 0, 1, Labels.VOID}));
        List<AnnotatedObject> things = set.objects(0);
        assertThat(things)
                .extracting(AnnotatedObject::extent)
                .containsExactly(Extent.CROWD, Extent.ONE);
        assertThat(things.get(1).mask().area()).isEqualTo(3);
        assertThat(things.get(1).mask().box()).isEqualTo(things.get(1).box());
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertRefused(() -> CocoPanoptic.open(folder.resolve("x")), "no folder", "COCO panoptic");
        Files.delete(folder.resolve("panoptic/9.png"));
        CocoPanoptic set = CocoPanoptic.open(folder);
        assertRefused(() -> set.labels(0), "no file", "9.png");
        Files.delete(folder.resolve("images/9.png"));
        assertRefused(() -> set.picture(0), "9.png", "does not exist");
        Files.delete(folder.resolve("panoptic.json"));
        assertRefused(() -> CocoPanoptic.open(folder), "no file", "panoptic.json");
    }

    @Test
    void refusesDamagedFiles() throws IOException {
        CocoPanoptic set = CocoPanoptic.open(folder);
        Fixtures.truncate(folder.resolve("panoptic/9.png"));
        assertRefused(() -> set.labels(0), "9.png", "damaged or truncated");
        Fixtures.coloured(folder.resolve("panoptic/9.png"), 2, 2, 5, 5, 5, 5);
        assertRefused(() -> set.labels(0), "2 x 2 pixels", "4 x 2");
        Fixtures.coloured(folder.resolve("panoptic/9.png"), 4, 2, 5, 5, 5, 5, 5, 5, 5, 77);
        assertRefused(() -> set.labels(0), "does not know its segment 77");
        Fixtures.grey(folder.resolve("panoptic/9.png"), 4, 2, 5, 5, 5, 5, 5, 5, 5, 5);
        assertRefused(() -> set.labels(0), "9.png is grey");
    }

    @Test
    void refusesHostileAnnotations() throws IOException {
        assertAnnotationsRefused(JSON.substring(0, 300), "cannot be read");
        assertAnnotationsRefused("[]", "not an object");
        assertAnnotationsRefused("", "not an object");
        assertAnnotationsRefused("{}", "annotates no image");
        assertAnnotationsRefused(JSON.replace("\"9.png\"", "\"../../9.png\""), "leads out of");
        assertAnnotationsRefused(JSON.replace("\"image_id\": 9", "\"image_id\": 8"), "no image 8");
        assertAnnotationsRefused(JSON.replace("\"id\": 187", "\"id\": 3"), "two categories");
        assertAnnotationsRefused(JSON.replace("\"id\": 187", "\"id\": 4"), "no category 187");
        assertAnnotationsRefused(JSON.replace("\"id\": 70000", "\"id\": 1e99"), "whole number");
        assertAnnotationsRefused(JSON.replace("[3, 0, 1, 1]", "[3, 0, -1, 1]"), "bbox", "a box");
        assertAnnotationsRefused(JSON.replace("\"area\": 1", "\"area\": \"1\""), "area", "number");
        assertAnnotationsRefused("{\"images\":" + "[".repeat(100_000), "cannot be read");
    }

    private void assertAnnotationsRefused(String json, String... words) throws IOException {
        Path file = folder.resolve("panoptic.json");
        Fixtures.text(file, json);
        assertRefused(() -> CocoPanoptic.open(folder), words);
        assertRefused(() -> CocoPanoptic.open(folder), file.toString());
    }

    @Test
    void readsTheRealOne() {
        CocoPanoptic set = CocoPanoptic.open(RealData.folder("coco/val40"));
        assertThat(set.size()).isEqualTo(40);
        assertThat(set.categories()).hasSize(133);
        int things = 0;
        for (int i = 0; i < set.size(); i++) {
            Labels labels = set.labels(i);
            assertThat(labels.largest()).isLessThan(133);
            for (AnnotatedObject thing : set.objects(i)) {
                assertThat((double) thing.mask().area()).isEqualTo(thing.area());
                things++;
            }
        }
        assertThat(things).isEqualTo(295);
        assertThat(set.picture(3).width()).isEqualTo(set.labels(3).width());
    }
}
