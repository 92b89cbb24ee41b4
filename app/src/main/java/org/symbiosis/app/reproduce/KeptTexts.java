package org.symbiosis.app.reproduce;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.rand;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.nested.CaptionStates;
import org.symbiosis.nested.TextStates;
import org.symbiosis.pretrained.ClipText;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.Progress;

/**
 * States of all captions of some images, computed when the first is asked for and then kept, in
 * half precision: on a small machine CLIP's text tower costs far more than the networks that are
 * told its states.
 */
final class KeptTexts implements TextStates, AutoCloseable {
    private static final int MOST = 12_000;
    private static final int AT_ONCE = 16;

    private final ClipText tower;
    private final List<String> captions;
    private final int[] starts; // place of the first caption of each image, and the end
    private final Progress progress;
    private Tensor states; // (captions + 1, tokens, channels), the last row of no text

    /**
     * The captions of images; an image without any has the empty text.
     *
     * @param tower is left to the caller
     */
    KeptTexts(ClipText tower, List<List<String>> ofImages, Progress progress) {
        this.tower = tower;
        this.captions = ofImages.stream().flatMap(List::stream).toList();
        this.progress = progress;
        this.starts = new int[ofImages.size() + 1];
        for (int i = 0; i < ofImages.size(); i++) {
            starts[i + 1] = starts[i] + ofImages.get(i).size();
        }
    }

    /** Whether so many captions are few enough to be kept. */
    static boolean fit(List<List<String>> ofImages) {
        return ofImages.stream().mapToInt(List::size).sum() <= MOST;
    }

    @Override
    public Tensor of(int... indices) {
        float[] draws = Plain.floats(rand(indices.length));
        long[] rows = new long[indices.length];
        for (int b = 0; b < indices.length; b++) {
            int first = starts[indices[b]];
            int count = starts[indices[b] + 1] - first;
            rows[b] = count == 0 ? captions.size() : first + (int) (draws[b] * count);
        }
        return rows(rows);
    }

    @Override
    public Tensor empty() {
        return rows(captions.size());
    }

    private Tensor rows(long... rows) {
        if (states == null) {
            states = Seed.aside(this::read); // whoever asks first draws the same as later
        }
        return states.index_select(0, Plain.tensor(rows, rows.length)).to(ScalarType.Float);
    }

    private Tensor read() {
        CaptionStates reader = new CaptionStates(tower, captions.stream().map(List::of).toList());
        try (Scope s = Scope.open()) {
            TensorVector parts = new TensorVector();
            progress.begin("reading captions", 0, captions.size());
            for (int from = 0; from < captions.size(); from += AT_ONCE) {
                int to = Math.min(captions.size(), from + AT_ONCE);
                int[] some = IntStream.range(from, to).toArray();
                parts.push_back(reader.of(some).to(ScalarType.Half));
                progress.step(to, "", 0);
            }
            progress.end();
            parts.push_back(reader.empty().to(ScalarType.Half));
            return Scope.keep(cat(parts, 0));
        }
    }

    @Override
    public void close() {
        if (states != null) {
            Scope.release(states);
        }
    }
}
