package org.symbiosis.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.pytorch.global.torch.rand;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

class LinearProbeTest {
    private static final Features TRAIN = KnnTest.clouds(90, 16, 3, 0.2, 1);
    private static final Features TEST = KnnTest.clouds(45, 16, 3, 0.2, 2);

    static Stream<ProbeProtocol> protocols() {
        return Stream.of(
                new ProbeProtocol.Simple(60, 32, 1e-2, 1e-2),
                ProbeProtocol.Simple.tables(),
                new ProbeProtocol.Lars(60, 5, 32, 20));
    }

    static Stream<ProbeProtocol> shortProtocols() {
        return Stream.of(
                new ProbeProtocol.Simple(4, 32, 1e-2, 1e-2), new ProbeProtocol.Lars(30, 5, 32, 20));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void separableClassesAreToldApartWithoutError(ProbeProtocol protocol) {
        assertThat(new LinearProbe(protocol, 1).accuracy(TRAIN, TEST)).isEqualTo(100);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void labelsWithoutRelationToTheFeaturesAreNotLearnt(ProbeProtocol protocol) {
        Features noise = KnnTest.clouds(300, 8, 1, 1, 3);
        int[] labels = new int[300];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (i * 7919 / 13) % 2;
        }
        Features test = KnnTest.features(8, noise.values(), labels);
        Features train = KnnTest.features(8, KnnTest.clouds(300, 8, 1, 1, 4).values(), labels);
        assertThat(new LinearProbe(protocol, 1).accuracy(train, test)).isBetween(35.0, 65.0);
    }

    @ParameterizedTest
    @MethodSource("shortProtocols")
    void theSeedDecidesTheResult(ProbeProtocol protocol) {
        Features train = KnnTest.clouds(90, 4, 9, 1.5, 1);
        Features test = KnnTest.clouds(360, 4, 9, 1.5, 2);
        List<Double> results = new ArrayList<>();
        for (long seed = 0; seed < 4; seed++) {
            double once = new LinearProbe(protocol, seed).accuracy(train, test);
            assertThat(new LinearProbe(protocol, seed).accuracy(train, test)).isEqualTo(once);
            results.add(once);
        }
        assertThat(results.stream().distinct().count()).isGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void randomnessAndThreadsOfTheCallerAreLeftAlone(ProbeProtocol protocol) {
        try (Scope s = Scope.open()) {
            Seed.set(5);
            float[] undisturbed = Plain.floats(rand(4));
            Seed.set(5);
            int threads = Engine.threads();
            new LinearProbe(protocol, 1).accuracy(TRAIN, TEST);
            assertThat(Plain.floats(rand(4))).isEqualTo(undisturbed);
            assertThat(Engine.threads()).isEqualTo(threads);
        }
    }

    @Test
    void everyEpochMayBringOtherFeaturesOfTheSameImages() {
        List<Integer> asked = new ArrayList<>();
        LinearProbe probe = new LinearProbe(new ProbeProtocol.Simple(5, 30, 1e-2, 0), 1);
        probe.accuracy(
                epoch -> {
                    asked.add(epoch);
                    return TRAIN;
                },
                TEST);
        assertThat(asked).endsWith(0, 1, 2, 3, 4);
    }

    @Test
    void imagesWithoutClassAreNamed() {
        Features unlabelled = KnnTest.features(16, new float[32], 0, -1);
        LinearProbe probe = new LinearProbe(ProbeProtocol.Simple.tables(), 1);
        assertThatThrownBy(() -> probe.accuracy(unlabelled, TEST))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("1.png");
        assertThatThrownBy(() -> probe.accuracy(TRAIN, unlabelled)).isInstanceOf(UserError.class);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new ProbeProtocol.Simple(0, 1, 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProbeProtocol.Lars(1, 0, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
