package org.symbiosis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.randn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.nn.Linear;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

@Timeout(60)
class GatheringTest {
    private static final int ROWS = 7;

    private Scope scope;
    private Linear layer;
    private Tensor x; // (7, 3)

    @BeforeEach
    void open() {
        scope = Scope.open();
        Seed.set(3);
        layer = new Linear(3, 2);
        x = randn(ROWS, 3);
    }

    @AfterEach
    void close() {
        layer.close();
        scope.close();
    }

    /** A loss of all pairs of rows: no sum over parts of the batch equals it. */
    private static Tensor coupled(Tensor y) {
        Tensor z = y.tanh();
        return z.matmul(z.t()).exp().sum();
    }

    private List<Linear> replicas(int count) {
        List<Linear> all = new ArrayList<>(List.of(layer));
        while (all.size() < count) {
            Linear copy = new Linear(3, 2);
            copy.shareStorageOf(layer);
            all.add(copy);
        }
        return all;
    }

    private Gathering.Part look(Linear by, long from, long to) {
        List<Tensor> values = Arrays.asList(by.forward(x.narrow(0, from, to - from)), null);
        return Gathering.part(values, by.parameters().values());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 9})
    void isTheGradientOfTheWholeBatch(int threads) {
        coupled(layer.forward(x)).backward();
        double[] whole = Plain.doubles(layer.parameters().get("weight").grad());
        Gradients.zero(layer.parameters().values());
        List<Linear> all = replicas(threads);
        double loss;
        try (Gathering gathering = new Gathering(threads)) {
            loss =
                    gathering.run(
                            ROWS,
                            (w, from, to) -> look(all.get(w), from, to),
                            values -> {
                                assertThat(values.get(0).size(0)).isEqualTo(ROWS);
                                assertThat(values.get(1)).isNull();
                                Tensor l = coupled(values.get(0));
                                l.backward();
                                return l.item_double();
                            });
        }
        all.stream()
                .skip(1)
                .filter(copy -> copy.parameters().get("weight").grad().defined())
                .forEach(copy -> Gradients.add(layer.parameters(), copy.parameters()));
        double[] gathered = Plain.doubles(layer.parameters().get("weight").grad());
        assertThat(loss).isCloseTo(coupled(layer.forward(x)).item_double(), within(1e-3));
        for (int i = 0; i < whole.length; i++) {
            assertThat(gathered[i]).isCloseTo(whole[i], within(1e-4 * (1 + Math.abs(whole[i]))));
        }
    }

    @Test
    void valuesThatTheLossLeavesOutAskForNothing() {
        Gradients.zero(layer.parameters().values());
        try (Gathering gathering = new Gathering(2)) {
            gathering.run(ROWS, (w, from, to) -> look(layer, from, to), values -> 1);
        }
        assertThat(layer.parameters().get("weight").grad().defined()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aPartThatFailsEndsItForAll(int failing) {
        try (Gathering gathering = new Gathering(2)) {
            assertThatThrownBy(
                            () ->
                                    gathering.run(
                                            ROWS,
                                            (w, from, to) -> {
                                                if (w == failing) {
                                                    throw new IllegalStateException("no eyes");
                                                }
                                                return look(layer, from, to);
                                            },
                                            values -> 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no eyes");
            assertThat(gathering.<Integer>run(ROWS, (w, f, t) -> look(layer, f, t), values -> 2))
                    .isEqualTo(2);
        }
    }

    @Test
    void aLossThatFailsEndsItForAll() {
        try (Gathering gathering = new Gathering(2)) {
            assertThatThrownBy(
                            () ->
                                    gathering.run(
                                            ROWS,
                                            (w, from, to) -> look(layer, from, to),
                                            values -> {
                                                throw new Diverged("the loss is NaN", "try less");
                                            }))
                    .isInstanceOf(Diverged.class);
        }
    }

    @Test
    void whatComesLastComesAfterTheGradient() {
        List<String> order = new ArrayList<>();
        Gathering.Part part =
                new Gathering.Part() {
                    @Override
                    public List<Tensor> values() {
                        return List.of(x);
                    }

                    @Override
                    public void back(List<Tensor> gradients) {
                        order.add("back");
                    }
                };
        try (Gathering gathering = new Gathering(1)) {
            gathering.run(ROWS, (w, f, t) -> part.then(() -> order.add("last")), values -> 1);
        }
        assertThat(order).containsExactly("back", "last");
    }
}
