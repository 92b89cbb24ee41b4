package org.symbiosis.train;

import static org.bytedeco.pytorch.global.torch.backward;
import static org.bytedeco.pytorch.global.torch.cat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.Team;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Scope;

/**
 * Splits a batch over threads whose loss needs all of its rows together, as contrastive losses and
 * distances of distributions do.
 *
 * <p>Each thread looks at its own rows; then all wait while one loss is taken of what was seen in
 * the whole batch; then each goes back through its own rows with the gradient of that loss. That is
 * the chain rule, so nothing is approximated, and with the same number of threads the same numbers
 * come out, bit for bit.
 */
public final class Gathering implements AutoCloseable {
    private final Team team;

    /** What one thread saw in its rows. */
    public interface Part {
        /**
         * Values with their graphs, a row each; in all parts as many, in the same order, and null
         * in all where nothing was asked.
         */
        List<Tensor> values();

        /**
         * Goes back.
         *
         * @param gradients of the loss by the values; null for those that it does not depend on
         */
        void back(List<Tensor> gradients);

        /** This part, and something to do once it has gone back. */
        default Part then(Runnable last) {
            Part first = this;
            return new Part() {
                @Override
                public List<Tensor> values() {
                    return first.values();
                }

                @Override
                public void back(List<Tensor> gradients) {
                    first.back(gradients);
                    last.run();
                }
            };
        }
    }

    /** Looks at rows. */
    @FunctionalInterface
    public interface Look {
        /**
         * Looks at some rows, on a thread of its own with a scope of its own.
         *
         * @param worker which thread, from 0
         * @param from the first row
         * @param to after the last row
         */
        Part at(int worker, long from, long to);
    }

    /** So many threads, at least one. */
    public Gathering(int count) {
        this(new Team("gathering", Math.max(1, count)));
    }

    /** Threads of a team, which ends with this. */
    Gathering(Team team) {
        this.team = team;
    }

    /** Number of threads. */
    public int count() {
        return team.size();
    }

    /**
     * Looks at all rows, takes the loss, goes back.
     *
     * @param rows in the batch
     * @param look at a part of them
     * @param loss takes the values of all rows, as leaves of a new graph, and calls {@code
     *     backward} on the loss that it makes of them; on the calling thread
     * @return what {@code loss} returns
     * @throws RuntimeException what any of them has thrown
     */
    public <T> T run(long rows, Look look, Function<List<Tensor>, T> loss) {
        int used = (int) Math.min(team.size(), rows);
        Meeting meeting = new Meeting(used, rows);
        List<Future<Void>> parts = new ArrayList<>();
        for (int w = 0; w < used; w++) {
            int worker = w;
            parts.add(
                    team.begin(
                            () -> {
                                meeting.attend(worker, look);
                                return null;
                            }));
        }
        try {
            return meeting.hold(loss);
        } finally {
            Team.results(parts);
        }
    }

    /** Where the threads of one batch wait for each other. */
    private static final class Meeting {
        private final long rows;
        private final List<CompletableFuture<List<Tensor>>> seen = new ArrayList<>();
        private final CompletableFuture<List<Tensor>> gradients = new CompletableFuture<>();

        Meeting(int used, long rows) {
            this.rows = rows;
            for (int w = 0; w < used; w++) {
                seen.add(new CompletableFuture<>());
            }
        }

        private long start(int worker) {
            return rows * worker / seen.size();
        }

        /** A worker's side. */
        void attend(int worker, Look look) {
            Engine.oneThreadHere();
            try (Scope s = Scope.open()) {
                Part part = look.at(worker, start(worker), start(worker + 1));
                seen.get(worker).complete(part.values());
                if (held()) {
                    part.back(own(worker));
                }
            } catch (RuntimeException | Error e) {
                seen.get(worker).completeExceptionally(e);
                throw e;
            }
        }

        /** Waits for the loss; false where it failed, which is for the other side to tell. */
        private boolean held() {
            try {
                gradients.join();
                return true;
            } catch (CompletionException e) {
                return false;
            }
        }

        private List<Tensor> own(int worker) {
            long from = start(worker);
            long rows = start(worker + 1) - from;
            List<Tensor> own = new ArrayList<>();
            for (Tensor g : gradients.join()) {
                own.add(g == null ? null : g.narrow(0, from, rows));
            }
            return own;
        }

        /** The side of the one who takes the loss. */
        <T> T hold(Function<List<Tensor>, T> loss) {
            try {
                List<Tensor> joined = joined();
                T result = loss.apply(joined);
                List<Tensor> all = new ArrayList<>();
                for (Tensor value : joined) {
                    Tensor g = value == null ? null : value.grad();
                    all.add(g != null && g.defined() ? g : null);
                }
                gradients.complete(all);
                return result;
            } catch (RuntimeException | Error e) {
                gradients.completeExceptionally(e);
                throw e;
            }
        }

        /** The values of all rows, as the leaves of a graph of their own. */
        private List<Tensor> joined() {
            List<List<Tensor>> parts = seen.stream().map(CompletableFuture::join).toList();
            List<Tensor> joined = new ArrayList<>();
            for (int v = 0; v < parts.get(0).size(); v++) {
                if (parts.get(0).get(v) == null) {
                    joined.add(null);
                    continue;
                }
                TensorVector all = new TensorVector();
                boolean learns = false;
                for (List<Tensor> part : parts) {
                    learns |= part.get(v).requires_grad();
                    all.push_back(part.get(v).detach());
                }
                joined.add(cat(all, 0).requires_grad_(learns));
            }
            return joined;
        }
    }

    /**
     * A part that goes back from values to where their gradient is wanted, and adds it there.
     *
     * @param values with their graphs; some may be null
     * @param towards tensors whose {@code grad} receives it; all others are left alone
     */
    public static Part part(List<Tensor> values, Collection<Tensor> towards) {
        return new Part() {
            @Override
            public List<Tensor> values() {
                return values;
            }

            @Override
            public void back(List<Tensor> gradients) {
                TensorVector from = new TensorVector();
                TensorVector by = new TensorVector();
                for (int i = 0; i < values.size(); i++) {
                    if (gradients.get(i) != null) {
                        from.push_back(values.get(i));
                        by.push_back(gradients.get(i));
                    }
                }
                if (from.size() > 0) {
                    TensorVector inputs = new TensorVector();
                    towards.forEach(inputs::push_back);
                    backward(from, by, new BoolOptional(false), false, inputs);
                }
            }
        };
    }

    @Override
    public void close() {
        team.close();
    }
}
