package org.symbiosis.data.annotated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.annotated.Category.Kind;

class GroupedImagesTest {
    private static final List<Category> CATEGORIES =
            List.of(
                    new Category(1, "cat", "animal", Kind.THING),
                    new Category(2, "table", "furniture", Kind.THING),
                    new Category(5, "dog", "animal", Kind.THING),
                    new Category(7, "shelf", "furniture", Kind.STUFF),
                    new Category(9, "sky", "", Kind.STUFF));

    private record Set(Labels map) implements AnnotatedImages {
        @Override
        public ImageSource images() {
            return new ImageFiles(Path.of("set"), List.of("0.png"));
        }

        @Override
        public List<Category> categories() {
            return CATEGORIES;
        }

        @Override
        public Labels labels(int i) {
            return map;
        }
    }

    private static AnnotatedImages grouped(int... ids) {
        return new GroupedImages(new Set(new Labels(ids.length, 1, ids)));
    }

    @Test
    void categoriesOfAGroupBecomeOneInTheOrderOfTheFirst() {
        assertThat(grouped(0).categories())
                .extracting(Category::name)
                .containsExactly("animal", "furniture", "furniture", "sky");
    }

    @Test
    void thingsAndStuffOfOneNameStayApart() {
        assertThat(grouped(0).categories())
                .extracting(Category::kind)
                .containsExactly(Kind.THING, Kind.THING, Kind.STUFF, Kind.STUFF);
    }

    @Test
    void pixelsTakeTheGroupAndVoidStaysVoid() {
        assertThat(grouped(0, 1, 2, 3, 4, -1).labels(0).ids()).containsExactly(0, 1, 0, 2, 3, -1);
        assertThat(grouped(0).size()).isEqualTo(1);
    }
}
