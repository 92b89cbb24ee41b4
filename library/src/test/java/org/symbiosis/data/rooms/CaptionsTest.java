package org.symbiosis.data.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaptionsTest {
    @Test
    void articlesAndCommasAreRight() {
        assertThat(Captions.a("orange vase")).isEqualTo("an orange vase");
        assertThat(Captions.a("office")).isEqualTo("an office");
        assertThat(Captions.a("bed")).isEqualTo("a bed");
        assertThat(Captions.listed(List.of("a"))).isEqualTo("a");
        assertThat(Captions.listed(List.of("a", "b"))).isEqualTo("a and b");
        assertThat(Captions.listed(List.of("a", "b", "c"))).isEqualTo("a, b and c");
    }

    @Test
    void everyFormOfEverySceneIsGrammatical() {
        Set<String> forms = new HashSet<>();
        for (int i = 0; i < 64; i++) {
            Captions captions = new Captions(SceneGrammar.draw(7, i, Probe.NONE), "by a flash");
            for (Captions.Template template : Captions.Template.ALL) {
                String text = captions.full(template);
                assertThat(text).matches("[a-z :,]+").contains("lit by a flash");
                assertThat(text).doesNotContainPattern("\\ba [aeiou]");
                assertThat(text).doesNotContainPattern("\\ban [^aeiou]");
                assertThat(text).doesNotContain("  ").doesNotContain(" ,");
                if (template != Captions.Template.WALLS_FIRST) {
                    assertThat(text).contains(RoomType.of(i).label());
                }
            }
            forms.add(captions.full(i % 25).replaceAll("^(\\w+ \\w+).*", "$1"));
            assertThat(captions.brief()).contains(RoomType.of(i).label()).contains(", lit");
        }
        assertThat(forms).hasSizeGreaterThan(8);
    }

    @Test
    void namesAtMostThreeThingsThatAreInView() {
        Scene scene = SceneGrammar.draw(7, 4, Probe.NONE);
        String text = new Captions(scene, "by a lamp").full(Captions.Template.THINGS_FIRST);
        String things = text.substring(0, text.indexOf(" in a dining room"));
        List<String> named = List.of(things.split(", | and ", -1));
        assertThat(named).hasSizeBetween(1, 3).doesNotHaveDuplicates();
        for (String thing : named) {
            String name = thing.replaceFirst("^an? ", "");
            assertThat(scene.things()).extracting(Part::name).contains(name);
        }
    }

    @Test
    void mixturesNameBothLights() {
        Mixture mixture = new Mixture(List.of(new Mixture.Share(9, 1), new Mixture.Share(24, .5)));
        assertThat(mixture.phrase()).isEqualTo("from the left and by a lamp");
    }

    @Test
    void anObjectIsNamedWithItsColour() {
        Scene scene = ObjectView.draw(7, 3).scene();
        assertThat(new Captions(scene, "by a flash").object())
                .matches("an? [a-z ]+ chair on an? [a-z ]+ floor before [a-z ]+ walls, lit by .*");
    }
}
