package org.symbiosis.data.annotated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.annotated.Category.Kind;
import org.symbiosis.testing.RealData;

class CocoStuff27Test {
    private record Row(List<Category> categories, int... ids) implements AnnotatedImages {
        @Override
        public ImageSource images() {
            return new ImageFiles(Path.of("."), List.of("0.jpg"));
        }

        @Override
        public Labels labels(int i) {
            return new Labels(ids.length, 1, ids);
        }
    }

    private static Category in(String group) {
        return new Category(0, "x", group, Kind.THING);
    }

    @Test
    void groupsBecomeClasses() {
        Row fine = new Row(List.of(in("water"), in("electronic")), 0, 1, Labels.VOID, 0);
        CocoStuff27 coarse = CocoStuff27.of(fine);
        assertThat(coarse.labels(0).ids()).containsExactly(26, 0, Labels.VOID, 26);
        assertThat(coarse.categories()).hasSize(27).doesNotHaveDuplicates();
        assertThat(coarse.size()).isEqualTo(1);
        assertThatThrownBy(() -> CocoStuff27.of(new Row(List.of(in("ether")), 0)))
                .hasMessageContaining("'ether'");
    }

    @Test
    void refusesATableThatDoesNotFit() {
        Row fine = new Row(List.of(in("water")), 0);
        assertThatThrownBy(() -> new CocoStuff27(fine, new int[2])).hasMessageContaining("of 1");
        assertThatThrownBy(() -> new CocoStuff27(fine, new int[] {27})).hasMessageContaining("27");
    }

    @Test
    void fineNamesStandInTheirGroups() {
        List<Category> classes = CocoStuff27.of(new Row(List.of(), 0)).categories();
        List<Category> fine = CocoStuffNames.categories(classes);
        assertThat(fine).hasSize(182).extracting(Category::name).doesNotHaveDuplicates();
        assertThat(fine)
                .contains(
                        new Category(1, "person", "person", Kind.THING),
                        new Category(62, "chair", "furniture", Kind.THING),
                        new Category(91, "hair brush", "indoor", Kind.THING),
                        new Category(92, "banner", "textile", Kind.STUFF),
                        new Category(158, "skyscraper", "building", Kind.STUFF),
                        new Category(182, "wood", "solid", Kind.STUFF));
    }

    @Test
    void panopticAnnotationsAgreeWithTheTable() {
        CocoPanoptic real = CocoPanoptic.open(RealData.folder("coco/val40"));
        CocoStuff27 coarse = CocoStuff27.of(real);
        List<Category> fine = CocoStuffNames.categories(coarse.categories());
        for (Category c : real.categories()) {
            if (!c.name().endsWith("-merged")) {
                assertThat(fine.get(c.id() - 1)).isEqualTo(c);
            }
        }
        assertThat(coarse.labels(0).largest()).isLessThan(27);
    }
}
