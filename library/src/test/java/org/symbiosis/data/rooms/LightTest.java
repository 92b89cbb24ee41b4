package org.symbiosis.data.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LightTest {
    private static final Scene SCENE = SceneGrammar.draw(7, 3, Probe.NONE);

    @Test
    void thereAre25SlotsInOrder() {
        assertThat(LightSlot.ALL).hasSize(25);
        for (int i = 0; i < 25; i++) {
            assertThat(LightSlot.ALL.get(i).number()).isEqualTo(i);
        }
        assertThat(LightSlot.ALL.get(8).phrase()).isEqualTo("from the ceiling");
        assertThat(LightSlot.ALL.get(12).phrase()).isEqualTo("from the left");
        assertThat(LightSlot.ALL.get(18).phrase()).isEqualTo("by a flash");
        assertThat(LightSlot.ALL.get(24).phrase()).isEqualTo("by a lamp");
    }

    @Test
    void everyLightGivesAboutTheSameIrradianceInMidRoom() {
        Shell room = SCENE.room();
        Vec middle = Vec.of(0, .35 * room.height(), .6 * room.depth());
        for (LightSlot slot : LightSlot.ALL) {
            Light light = Light.of(SCENE, slot.number());
            Vec away = light.position().minus(middle);
            Vec i = light.intensity();
            double irradiance = ToneMap.luminance(i.x(), i.y(), i.z()) / away.dot(away);
            assertThat(irradiance).isBetween(slot.gain() - 1e-9, 3 * slot.gain());
        }
    }

    @Test
    void theSlotsLieWhereTheTableSays() {
        double side = SCENE.room().width() / 2;
        for (int k = 9; k <= 12; k++) {
            assertThat(Light.of(SCENE, k).position().x()).isBetween(-.95 * side, -.85 * side);
        }
        Vec sun = Light.of(SCENE, 22).position();
        assertThat(sun.x()).isBetween(3.55, 4.55);
        assertThat(sun.z()).isBetween(-5.9, -5.1);
        assertThat(Light.of(SCENE, 24).position()).isEqualTo(SCENE.bulb());
    }

    @Test
    void thePointsLieEvenlyOnTheSphere() {
        Light light = Light.of(SCENE, 23);
        Vec sum = Vec.of(0, 0, 0);
        for (int i = 0; i < Light.POINTS; i++) {
            double[] p = light.points();
            Vec d = Vec.of(p[3 * i], p[3 * i + 1], p[3 * i + 2]).minus(light.position());
            assertThat(d.length()).isCloseTo(.9, within(1e-12));
            sum = sum.plus(d);
        }
        assertThat(sum.times(1.0 / Light.POINTS).length()).isLessThan(.1);
    }

    @Test
    void lightFromOutsideEntersByTheOpenFrontOnly() {
        Walls walls = new Walls(SCENE.room());
        Vec inside = Vec.of(0, 1, 1);
        assertThat(isBlocked(walls, inside, Vec.of(0, 1.5, -5))).isFalse();
        assertThat(isBlocked(walls, inside, Vec.of(0, 9, 1))).isTrue();
        assertThat(isBlocked(walls, inside, Vec.of(9, 1, 1))).isTrue();
        assertThat(isBlocked(walls, inside, Vec.of(-9, 1, 1))).isTrue();
        assertThat(isBlocked(walls, inside, Vec.of(0, 1, 20))).isTrue();
        assertThat(isBlocked(walls, inside, Vec.of(1, 2, 3))).isFalse();
    }

    private static boolean isBlocked(Walls walls, Vec from, Vec to) {
        Vec d = to.minus(from);
        Ray ray = new Ray();
        ray.from(from.x(), from.y(), from.z());
        ray.towards(d.x(), d.y(), d.z());
        return walls.block(ray, d.length());
    }
}
