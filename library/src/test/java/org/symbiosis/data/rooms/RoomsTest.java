package org.symbiosis.data.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.Picture;

class RoomsTest {
    private static final RoomsConfig SMALL = RoomsConfig.DEFAULT.withSize(32);
    private static List<RenderedRoom> rooms;

    @BeforeAll
    static void render() {
        Rooms all = new Rooms(SMALL.withMixtures(3));
        rooms = IntStream.range(0, 8).mapToObj(i -> all.render(i)).toList();
    }

    /** A change here is a change of {@link Rooms#VERSION}. */
    @Test
    void picturesAreTheSameForEver() throws Exception {
        assertThat(sha(rooms.get(0).picture(18)))
                .isEqualTo("94e580ce839f730f109caec4b4432131bb66bce3284cca4ae59ea9f854ad4d74");
        RenderedRoom kitchen = new Rooms(RoomsConfig.DEFAULT).render(1_000_002);
        assertThat(sha(kitchen.picture(24)))
                .isEqualTo("6d8d043775e10167772c2e4abce9bed70897325c7df9a5f8ab0745190f8f5b2e");
        byte[] chair = new ObjectPictures(7, 32, Split.TRAIN, 12).render(3);
        assertThat(sha(new Picture(32, 32, 3, chair)))
                .isEqualTo("184db46c35f7b51e42d903c4e76163a1fedccc1b1983732dc60d352ddbf48513");
    }

    @Test
    void threadsDoNotChangeABit() throws Exception {
        Scene scene = SceneGrammar.draw(7, 9, Probe.MIRROR_BALL);
        Film alone = in(1, scene);
        Film together = in(5, scene);
        assertThat(together.radiance).isDeepEqualTo(alone.radiance);
        assertThat(together.albedo).isEqualTo(alone.albedo);
        assertThat(together.instance).isEqualTo(alone.instance);
        assertThat(together.depth).isEqualTo(alone.depth);
    }

    private static Film in(int threads, Scene scene) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> Renderer.render(scene, 32, 4, 21, 24)).get();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void instancesAreDenseWithStuffFirst() {
        for (RenderedRoom room : rooms) {
            GroundTruth truth = room.truth();
            int[] ids = Arrays.stream(truth.instance()).distinct().sorted().toArray();
            assertThat(ids).isEqualTo(IntStream.range(0, truth.instances().size()).toArray());
            boolean things = false;
            for (Instance i : truth.instances()) {
                assertThat(i.semantic().isStuff() && things).isFalse();
                things |= !i.semantic().isStuff();
                long pixels = Arrays.stream(truth.instance()).filter(id -> id == i.id()).count();
                assertThat(i.pixels()).isEqualTo((int) pixels);
            }
            for (int p = 0; p < truth.instance().length; p++) {
                Semantic semantic = truth.instances().get(truth.instance()[p]).semantic();
                assertThat(truth.semantic()[p]).isEqualTo((byte) semantic.id());
            }
        }
    }

    @Test
    void albedoAndDepthAreWithinTheRoom() {
        for (RenderedRoom room : rooms) {
            for (float a : room.truth().albedo()) {
                assertThat(a).isBetween(0f, .9200001f);
            }
            for (float z : room.truth().depth()) {
                assertThat(z).isBetween(.2f, 6.5f);
            }
        }
    }

    @Test
    void statisticsAreThoseOfTheSpecification() {
        double sum = 0;
        int pairs = 0;
        double instances = 0;
        for (RenderedRoom room : rooms) {
            instances += room.truth().instances().size();
            for (int a = 0; a < 25; a++) {
                for (int b = 0; b < a; b++) {
                    sum += rmse(room.picture(a), room.picture(b));
                    pairs++;
                }
            }
        }
        assertThat(sum / pairs).isBetween(.24, .5);
        assertThat(instances / rooms.size()).isBetween(9.0, 17.0);
    }

    @Test
    void lightAddsUp() {
        RenderedRoom room = rooms.get(2);
        Mixture mixture = room.lighting(26);
        assertThat(mixture.shares()).hasSize(2);
        float[] mixed = room.radiance(26);
        Mixture.Share a = mixture.shares().get(0);
        Mixture.Share b = mixture.shares().get(1);
        float[] first = room.radiance(a.slot());
        float[] second = room.radiance(b.slot());
        for (int i = 0; i < mixed.length; i++) {
            double expected = a.weight() * first[i] + b.weight() * second[i];
            assertThat((double) mixed[i]).isCloseTo(expected, within(1e-5 + 1e-5 * expected));
        }
        assertThat(room.lights()).isEqualTo(28);
        assertThatThrownBy(() -> room.lighting(28)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void theShadeShinesUnderItsOwnLightOnly() {
        RenderedRoom room = rooms.stream().filter(r -> shade(r) >= 0).findFirst().orElseThrow();
        int pixel = shade(room);
        assertThat(room.radiance(24)[3 * pixel]).isCloseTo(2.2f, within(1e-5f));
        assertThat(room.radiance(24)[3 * pixel + 2]).isCloseTo(1.1f, within(1e-5f));
        assertThat(room.radiance(0)[3 * pixel]).isLessThan(2);
    }

    /** A pixel that shows the shade and nothing else, or -1. */
    private static int shade(RenderedRoom room) {
        boolean[] e = room.truth().emissive();
        for (int i = 33; i < e.length - 33; i++) {
            if (e[i] && e[i + 1] && e[i + 32] && e[i + 33] && e[i - 1] && e[i - 32]) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void theMirrorBallIsFlaggedAndBoxed() {
        RenderedRoom room = new Rooms(SMALL.withProbe(Probe.MIRROR_BALL)).render(1);
        ProbeBox box = room.probe().orElseThrow();
        int middle = (box.y() + box.height() / 2) * 32 + box.x() + box.width() / 2;
        assertThat(room.truth().glossy()[middle]).isTrue();
        assertThat(room.truth().instances().get(room.truth().instance()[middle]).name())
                .isEqualTo("mirror ball");
        assertThat(rooms.get(1).probe()).isEmpty();
    }

    @Test
    void refusesWhatCannotBeRendered() {
        assertThatThrownBy(() -> new Rooms(SMALL).render(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> SMALL.withSize(33)).hasMessageContaining("33");
        assertThatThrownBy(() -> SMALL.withScenes(0, 1)).hasMessageContaining("trainScenes");
        assertThatThrownBy(() -> SMALL.withJudgementNoise(1)).hasMessageContaining("Noise");
        assertThatThrownBy(() -> SMALL.withMixtures(-1)).hasMessageContaining("mixtures");
    }

    private static double rmse(Picture a, Picture b) {
        byte[] x = (byte[]) a.samples();
        byte[] y = (byte[]) b.samples();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double d = ((x[i] & 0xff) - (y[i] & 0xff)) / 127.5;
            sum += d * d;
        }
        return Math.sqrt(sum / x.length);
    }

    private static String sha(Picture picture) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest((byte[]) picture.samples());
        return HexFormat.of().formatHex(digest);
    }
}
