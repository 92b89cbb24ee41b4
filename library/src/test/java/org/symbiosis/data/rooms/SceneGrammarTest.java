package org.symbiosis.data.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SceneGrammarTest {
    private static final int SCENES = 160;
    private static final Set<Semantic> STANDING =
            EnumSet.of(
                    Semantic.BED,
                    Semantic.SOFA,
                    Semantic.TABLE,
                    Semantic.CHAIR,
                    Semantic.CABINET,
                    Semantic.SHELF,
                    Semantic.BATH,
                    Semantic.PLANT,
                    Semantic.BALL,
                    Semantic.BOX);

    @Test
    void everythingStaysInsideTheRoom() {
        for (int i = 0; i < SCENES; i++) {
            Scene scene = scene(i);
            double side = scene.room().width() / 2;
            for (Part part : scene.things()) {
                Bounds b = Bounds.of(part.primitives());
                assertThat(b.low().x()).as(part.name()).isGreaterThan(-side);
                assertThat(b.high().x()).as(part.name()).isLessThan(side);
                assertThat(b.high().z()).as(part.name()).isLessThan(scene.room().depth());
                assertThat(b.low().y()).as(part.name()).isGreaterThan(-1e-9);
                assertThat(b.high().y()).isLessThan(scene.room().height() + 1e-9);
            }
        }
    }

    @Test
    void furnitureDoesNotStandInFurniture() {
        for (int i = 0; i < SCENES; i++) {
            List<Bounds> standing =
                    scene(i).things().stream()
                            .filter(p -> STANDING.contains(p.semantic()))
                            .map(p -> Bounds.of(p.primitives()))
                            .filter(b -> b.low().y() < .01)
                            .toList();
            assertThat(standing).isNotEmpty();
            for (int a = 0; a < standing.size(); a++) {
                for (int b = 0; b < a; b++) {
                    assertThat(standing.get(a).overlap(standing.get(b))).isLessThan(.2 + 1e-9);
                }
            }
        }
    }

    @Test
    void everyRoomHasOneLampAndWhatItsTypeAsksFor() {
        for (int i = 0; i < SCENES; i++) {
            Scene scene = scene(i);
            assertThat(count(scene, Semantic.LAMP)).isEqualTo(1);
            assertThat(count(scene, Semantic.WINDOW) + count(scene, Semantic.PICTURE))
                    .isBetween(1L, 3L);
            assertThat(scene.type()).isEqualTo(RoomType.of(i));
            assertThat(count(scene, Semantic.BED)).isEqualTo(i % 8 == 0 ? 1 : 0);
            assertThat(count(scene, Semantic.BATH)).isEqualTo(i % 8 == 5 ? 1 : 0);
        }
    }

    @Test
    void theGrammarMakesWhatItPromises() {
        long rugs = 0;
        long vases = 0;
        Set<Texture> walls = EnumSet.noneOf(Texture.class);
        Set<FloorKind> floors = EnumSet.noneOf(FloorKind.class);
        for (int i = 0; i < SCENES; i++) {
            Scene scene = scene(i);
            rugs += count(scene, Semantic.RUG);
            vases += count(scene, Semantic.VASE);
            walls.add(scene.room().wall().texture());
            floors.add(scene.room().floorKind());
        }
        assertThat(rugs).isBetween(SCENES * 35L / 100, SCENES * 65L / 100);
        assertThat(vases).isGreaterThan(SCENES / 5);
        assertThat(walls)
                .containsExactlyInAnyOrder(
                        Texture.PLAIN, Texture.STRIPES, Texture.TILES, Texture.WAINSCOT);
        assertThat(floors).containsExactlyInAnyOrderElementsOf(FloorKind.ALL);
    }

    @Test
    void theProbeStandsInEveryRoomThatAsksForIt() {
        int seen = 0;
        for (int i = 0; i < SCENES; i++) {
            Scene scene = SceneGrammar.draw(7, i, Probe.MIRROR_BALL);
            List<Primitive> balls =
                    scene.things().stream()
                            .flatMap(p -> p.primitives().stream())
                            .filter(p -> p.material().isMirror())
                            .toList();
            assertThat(balls).hasSize(1);
            seen += scene.camera().offAxis(balls.get(0).centre()) < 1 ? 1 : 0;
        }
        assertThat(seen).isGreaterThan(SCENES * 9 / 10);
    }

    private static Scene scene(long index) {
        return SceneGrammar.draw(7, index, Probe.NONE);
    }

    private static long count(Scene scene, Semantic semantic) {
        return scene.things().stream().filter(p -> p.semantic() == semantic).count();
    }
}
