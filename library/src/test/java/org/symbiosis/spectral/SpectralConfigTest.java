package org.symbiosis.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symbiosis.config.Configs;

class SpectralConfigTest {
    static Stream<SpectralConfig> presets() {
        return Stream.of(
                SpectralConfig.exact(),
                SpectralConfig.fast(),
                SpectralConfig.literal(),
                SpectralConfig.laplacian(),
                SpectralConfig.printed(),
                SpectralConfig.released(Evaluation.Periodic.usual()),
                SpectralConfig.released(new Evaluation.Averaged())
                        .withAffinity(Affinity.VALUE_VALUE)
                        .withSeed(7)
                        .withMemory(1 << 20));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void presetsSurviveBeingWritten(SpectralConfig config) {
        assertThat(Configs.fromJson(Configs.json(config), SpectralConfig.class)).isEqualTo(config);
    }

    static Stream<SetConfig> setPresets() {
        return Stream.of(SetConfig.exact(), SetConfig.global(), SetConfig.fast());
    }

    @ParameterizedTest
    @MethodSource("setPresets")
    void presetsOfSetsSurviveBeingWritten(SetConfig config) {
        assertThat(Configs.fromJson(Configs.json(config), SetConfig.class)).isEqualTo(config);
    }

    @Test
    void defaultsAreTheDissertationsAndTheReleasedOnes() {
        SpectralSolver.Adam adam = (SpectralSolver.Adam) SpectralConfig.exact().solver();
        assertThat(SpectralConfig.exact().channels()).isEqualTo(10);
        assertThat(adam.steps()).isEqualTo(100);
        assertThat(adam.rate()).isEqualTo(2e-3);
        assertThat(adam.parameterisation()).isEqualTo(new Parameterisation.Conv(128));
        assertThat(Descent.passes(100, 20)).isEqualTo(2001);
        SetConfig set = SetConfig.exact();
        assertThat(set.channels()).isEqualTo(50);
        assertThat(set.links()).isEqualTo(new Links.Split(10, 10, 0.1));
    }

    @Test
    void oneValueOfAPresetCanBeChanged() {
        SpectralConfig changed =
                Configs.withOverrides(SpectralConfig.exact(), List.of("channels=12"));
        assertThat(changed).isEqualTo(SpectralConfig.exact().withChannels(12));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> SpectralConfig.exact().withChannels(0))
                .hasMessageContaining("channels must be at least 1");
        assertThatThrownBy(() -> new Links.Split(0, 0, 0.1)).hasMessageContaining("at least one");
        assertThatThrownBy(() -> new Links.Common(5, 1)).hasMessageContaining("[0, 1)");
        assertThatThrownBy(() -> new Evaluation.Periodic(0, 0.9)).hasMessageContaining("every 0");
        assertThatThrownBy(() -> new Drawing.Buffered(5, 0)).hasMessageContaining("fresh");
    }
}
