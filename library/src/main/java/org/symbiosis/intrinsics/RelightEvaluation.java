package org.symbiosis.intrinsics;

import static org.bytedeco.pytorch.global.torch.cat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Planes;
import org.symbiosis.data.Resampling;
import org.symbiosis.data.annotated.Box;
import org.symbiosis.data.lit.LitScenes;
import org.symbiosis.eval.intrinsic.RelightPairs;
import org.symbiosis.eval.intrinsic.RelightPairs.Pair;
import org.symbiosis.eval.intrinsic.RelightScores;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

/**
 * Relights every picture of unseen scenes like pictures of other scenes, and compares with the
 * truth (Table 6.1). Pictures are resized to the network's size and cut to squares.
 */
public final class RelightEvaluation {
    private static final int AT_ONCE = 16;

    private final LatentIntrinsics model;
    private final LitScenes scenes;
    private final int side;

    /**
     * Scores of pairs.
     *
     * @param input scores of the pictures as they were
     * @param relit scores of the relit ones
     */
    public record Compared(RelightScores input, RelightScores relit) {
        Compared(int rounds) {
            this(new RelightScores(rounds), new RelightScores(rounds));
        }

        void add(int round, float[] given, float[] picture, float[] target, int side) {
            relit.add(round, picture, target, side, side);
            input.add(round, given, target, side, side);
        }
    }

    /**
     * What came out.
     *
     * @param whole scores of whole pictures
     * @param ball scores of the squares around mirror balls, resized to 256 pixels, where a scene
     *     has one
     * @param codes what the lights' codes tell
     */
    public record Result(Compared whole, Optional<Compared> ball, CodeStudy codes) {}

    /** An evaluation of a model. */
    public RelightEvaluation(LatentIntrinsics model, LitScenes scenes) {
        this.model = model;
        this.scenes = scenes;
        this.side = model.config().resolution();
    }

    /** The square of a picture that is scored, in [-1, 1]: {@code (3, R, R)}. */
    static float[] square(Planes picture, int side) {
        double scale = side / (double) Math.min(picture.width(), picture.height());
        int w = Math.max(side, (int) Math.round(picture.width() * scale));
        int h = Math.max(side, (int) Math.round(picture.height() * scale));
        Planes cut =
                Resampling.BILINEAR
                        .resize(picture, w, h)
                        .crop((w - side) / 2, (h - side) / 2, side, side);
        float[] values = cut.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * values[i] - 1;
        }
        return values;
    }

    /** All pictures of a scene. */
    private List<float[]> pictures(int s) {
        return IntStream.range(0, scenes.lights(s))
                .mapToObj(l -> square(Planes.of(scenes.picture(s, l)), side))
                .toList();
    }

    private Tensor batch(List<float[]> pictures) {
        int size = 3 * side * side;
        float[] all = new float[pictures.size() * size];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(pictures.get(i), 0, all, i * size, size);
        }
        return Plain.tensor(all, pictures.size(), 3, side, side);
    }

    /** Scores a model on these pairs. */
    public Result run(RelightPairs pairs, Progress progress) {
        List<List<Light>> lights = new ArrayList<>();
        for (int s = 0; s < scenes.size(); s++) {
            lights.add(lights(s));
        }
        Map<Integer, List<Pair>> byScene = new LinkedHashMap<>();
        pairs.pairs()
                .forEach(p -> byScene.computeIfAbsent(p.scene(), s -> new ArrayList<>()).add(p));
        Compared whole = new Compared(pairs.rounds());
        Compared ball = new Compared(pairs.rounds());
        AtomicInteger done = new AtomicInteger();
        progress.begin("scenes", 0, byScene.size());
        byScene.entrySet().parallelStream()
                .forEach(
                        e -> {
                            Engine.oneThreadHere();
                            scene(e.getKey(), e.getValue(), lights, whole, ball);
                            synchronized (done) {
                                progress.step(done.incrementAndGet(), "", 0);
                            }
                        });
        progress.end();
        Optional<Compared> seen = Optional.of(ball).filter(b -> !b.relit().isEmpty());
        return new Result(whole, seen, CodeStudy.of(scenes, lights));
    }

    /** The codes of all lights of a scene. */
    private List<Light> lights(int s) {
        List<float[]> pictures = pictures(s);
        List<Light> lights = new ArrayList<>();
        for (int from = 0; from < pictures.size(); from += AT_ONCE) {
            try (Scope scope = Scope.open();
                    NoGradGuard g = new NoGradGuard()) {
                int to = Math.min(pictures.size(), from + AT_ONCE);
                Tensor codes = model.encode(batch(pictures.subList(from, to))).extrinsic();
                for (int i = 0; i < to - from; i++) {
                    lights.add(Light.of(Plain.floats(codes.select(0, i))));
                }
            }
        }
        return lights;
    }

    private Optional<BallCrop> ball(int s) {
        Optional<Box> box = scenes.probe(s);
        if (box.isEmpty()) {
            return Optional.empty();
        }
        Picture picture = scenes.picture(s, 0);
        return BallCrop.of(box.get(), picture.width(), picture.height(), side);
    }

    private void scene(
            int s, List<Pair> pairs, List<List<Light>> lights, Compared whole, Compared ball) {
        List<float[]> pictures = pictures(s);
        Optional<BallCrop> crop = ball(s);
        for (int from = 0; from < pairs.size(); from += AT_ONCE) {
            List<Pair> some = pairs.subList(from, Math.min(pairs.size(), from + AT_ONCE));
            try (Scope scope = Scope.open();
                    NoGradGuard g = new NoGradGuard()) {
                List<float[]> given = some.stream().map(p -> pictures.get(p.light())).toList();
                Decomposition own = model.encode(batch(given));
                TensorVector codes = new TensorVector();
                some.forEach(
                        p ->
                                codes.push_back(
                                        lights.get(p.reference())
                                                .get(p.referenceLight())
                                                .tensor(1)));
                float[] values = Plain.floats(model.decode(own.intrinsics(), cat(codes, 0)));
                int size = 3 * side * side;
                for (int i = 0; i < some.size(); i++) {
                    float[] picture = clamped(values, i * size, size);
                    float[] target = pictures.get(some.get(i).target());
                    int round = some.get(i).round();
                    whole.add(round, given.get(i), picture, target, side);
                    if (crop.isPresent()) {
                        BallCrop c = crop.get();
                        float[] before = c.of(given.get(i));
                        ball.add(round, before, c.of(picture), c.of(target), BallCrop.SCORED);
                    }
                }
            }
        }
    }

    private static float[] clamped(float[] values, int from, int size) {
        float[] out = new float[size];
        for (int i = 0; i < size; i++) {
            out[i] = Math.max(-1, Math.min(1, values[from + i]));
        }
        return out;
    }
}
