package org.symbiosis.app.zeroshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.data.annotated.Category;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.spectral.segment.NamedRegion;

class NamedClassesTest {
    private static NamedClasses of(String... names) {
        return new NamedClasses(
                Stream.of(names).map(n -> new Category(0, n, "", Category.Kind.THING)).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "wall-other-merged, wall",
        "wall-brick, wall brick",
        "floor-wood, floor wood",
        "window-blind, window blind",
        "water-other, water",
        "furniture-stuff, furniture",
        "tvmonitor, tv monitor",
        "diningtable, dining table",
        "traffic light, traffic light",
        "another_thing, another thing"
    })
    void classesAreSaidAsPeopleSayThem(String name, String words) {
        assertThat(NamedClasses.words(name)).isEqualTo(words);
    }

    @Test
    void theBackgroundIsNotLookedFor() {
        NamedClasses voc = of("background", "cat", "dog");
        assertThat(voc.hasBackground()).isTrue();
        assertThat(voc.words()).containsExactly("cat", "dog");
        assertThat(of("cat", "dog").hasBackground()).isFalse();
    }

    @Test
    void namesOfRegionsBecomeClassesOfPixels() {
        Labels regions = new Labels(4, 1, new int[] {0, 1, 2, Labels.VOID});
        List<NamedRegion> named =
                List.of(
                        new NamedRegion(0, 1, "dog", 0.9),
                        new NamedRegion(1, 0, "cat", 0.9),
                        new NamedRegion(2, NamedRegion.BACKGROUND, "background", 0.1));
        assertThat(of("background", "cat", "dog").predicted(regions, named).ids())
                .containsExactly(2, 1, 0, 0);
        assertThat(of("cat", "background", "dog").predicted(regions, named).ids())
                .containsExactly(2, 0, 1, 1);
        assertThat(of("cat", "dog").predicted(regions, named).ids())
                .containsExactly(1, 0, Labels.VOID, Labels.VOID);
    }
}
