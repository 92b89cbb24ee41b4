package org.symbiosis.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Diverged;

class AlarmsTest {
    private final List<String> heard = new ArrayList<>();
    private final Alarms alarms = new Alarms(TinyGan.images(), heard::add);

    /** A step with these numbers in place of harmless ones. */
    private static GanStep.Moves step(Map<String, Tensor> other) {
        Map<String, Tensor> all = new HashMap<>();
        all.put("unit", varied());
        all.put("gen_img", varied());
        all.put("logdet_real", number(2));
        all.put("logdet_fake", number(2));
        all.put("embed_norm", number(1));
        all.put("real_similarity", number(0.5f));
        all.put("sigma", number(1));
        all.putAll(other);
        return new GanStep.Moves(new Terms(number(0), all), new Terms(number(0), Map.of()));
    }

    private static Tensor varied() {
        return Plain.tensor(new float[] {1, 0, 0, 1, -1, 0, 0, -1}, 4, 2);
    }

    private static Tensor alike() {
        return Plain.tensor(new float[] {1, 0, 1, 0, 1, 0, 1, 0}, 4, 2);
    }

    private static Tensor number(float value) {
        return Plain.tensor(new float[] {value}, 1).view(new long[0]);
    }

    private void hear(GanStep.Moves moves, int times) {
        for (int i = 0; i < times; i++) {
            alarms.hear(moves);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "unit, all real images have had the same embedding",
        "gen_img, the generator has made one and the same image"
    })
    void whatCollapsesForLongEndsTheTraining(String what, String words) {
        try (Scope s = Scope.open()) {
            GanStep.Moves collapsed = step(Map.of(what, alike()));
            hear(collapsed, Alarms.PATIENCE - 1);
            assertThatThrownBy(() -> alarms.hear(collapsed))
                    .hasMessageContaining(words)
                    .isInstanceOfSatisfying(
                            Diverged.class, d -> assertThat(d.lasted()).isEqualTo(Alarms.PATIENCE));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "logdet_real, 0.05, real embeddings hardly differ (H 0.05) at a length of 3.0",
        "real_similarity, 0.9999, real embeddings hardly differ (H 2.00) at a length of 3.0",
        "logdet_fake, 0.1, generated images are much less varied than real ones (H 0.10)",
        "sigma, 3.5, 'mean sigma is 3.50, over three times model.smoothness.lip'"
    })
    void whatMayMendItselfIsSaidOnceEachTimeItLasts(String what, float value, String words) {
        try (Scope s = Scope.open()) {
            GanStep.Moves wrong = step(Map.of("embed_norm", number(3), what, number(value)));
            hear(wrong, Alarms.PATIENCE - 1);
            assertThat(heard).isEmpty();
            hear(wrong, 50);
            assertThat(heard).hasSize(1).first().asString().startsWith("warning: " + words);
            alarms.hear(step(Map.of()));
            hear(wrong, Alarms.PATIENCE);
            assertThat(heard).hasSize(2);
        }
    }

    @Test
    void whatIsHarmlessIsNotSaid() {
        try (Scope s = Scope.open()) {
            hear(step(Map.of()), 2 * Alarms.PATIENCE);
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void countsGoOnAfterAPause() {
        try (Scope s = Scope.open()) {
            GanStep.Moves collapsed = step(Map.of("unit", alike()));
            hear(collapsed, Alarms.PATIENCE - 1);
            Alarms resumed = new Alarms(TinyGan.images(), heard::add);
            resumed.load(alarms.state());
            assertThatThrownBy(() -> resumed.hear(collapsed)).isInstanceOf(Diverged.class);
        }
    }
}
