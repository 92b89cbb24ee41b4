package org.symbiosis.intrinsics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.lit.LitScenes;
import org.symbiosis.data.lit.MemoryScenes;
import org.symbiosis.tensor.Scope;

class CodeStudyTest {
    private static final LitScenes SCENES = new MemoryScenes(6, 5, 8);

    /** Codes that differ where these numbers do. */
    private static CodeStudy study(LitScenes scenes, IntBinaryOperator told) {
        List<List<Light>> lights = new ArrayList<>();
        for (int s = 0; s < scenes.size(); s++) {
            List<Light> some = new ArrayList<>();
            for (int l = 0; l < scenes.lights(s); l++) {
                float[] code = new float[8];
                code[told.applyAsInt(s, l)] = 1;
                some.add(Light.of(code));
            }
            lights.add(some);
        }
        try (Scope scope = Scope.open()) {
            return CodeStudy.of(scenes, lights);
        }
    }

    @Test
    void codesThatFollowTheLightTellItAndNotTheScene() {
        CodeStudy study = study(SCENES, (s, l) -> l);
        assertThat(study.light().percent()).isEqualTo(100);
        assertThat(study.light().chance()).isCloseTo(20, within(1e-9)); // of five lights
        assertThat(study.scene().percent()).isCloseTo(100 / 6.0, within(1e-9));
        assertThat(study.scene().chance()).isCloseTo(100 / 6.0, within(1e-9));
    }

    @Test
    void codesThatFollowTheSceneLeak() {
        CodeStudy study = study(SCENES, (s, l) -> s);
        assertThat(study.scene().percent()).isEqualTo(100);
        assertThat(study.light().percent()).isLessThan(30);
    }

    @Test
    void oneSceneHasNoNeighbours() {
        CodeStudy study = study(new MemoryScenes(1, 5, 8), (s, l) -> l);
        assertThat(study.light().percent()).isNaN();
    }
}
