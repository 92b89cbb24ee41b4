package org.symbiosis.app.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.symbiosis.UserError;
import org.symbiosis.app.Fingerprint;
import org.symbiosis.app.Locations;
import org.symbiosis.app.nested.CaptionBook;
import org.symbiosis.app.nested.NestedGenerator.Prompting;
import org.symbiosis.app.nested.TextTowers;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.SplitMix;
import org.symbiosis.data.rooms.RoomsSources;
import org.symbiosis.nested.CaptionStates;
import org.symbiosis.nested.Prompts;
import org.symbiosis.nested.TextStates;
import org.symbiosis.nested.Told;
import org.symbiosis.pretrained.ClipText;
import org.symbiosis.pretrained.ClipTokenizer;
import org.symbiosis.train.Progress;

/**
 * Captions, read by CLIP's text tower. Images are drawn from captions of test images, one for each
 * at random, and compared with these (section 5.4).
 */
final class CaptionLesson implements Lesson, AutoCloseable {
    private final ClipText tower;
    private final String encoder;
    private final String source;
    private final Images tested;
    private final TextStates lessons;
    private final TextStates prompts;
    private final int drawnFrom;

    /** Some images of a location. */
    record Images(String location, int count) {
        ImageSource open() {
            return Locations.open(location, count, 0);
        }

        /** Their captions, in their order. */
        List<List<String>> captions(CaptionBook book) {
            try (ImageSource images = open()) {
                List<String> paths =
                        IntStream.range(0, images.size()).mapToObj(images::path).toList();
                return book.of(paths, images.name());
            }
        }
    }

    private CaptionLesson(
            String encoder,
            String source,
            Images tested,
            List<List<String>> learnt,
            List<String> drawn,
            Progress progress) {
        this.encoder = encoder;
        this.source = source;
        this.tested = tested;
        this.tower = TextTowers.open(encoder);
        this.lessons = states(learnt, progress);
        this.prompts = states(drawn.stream().map(List::of).toList(), progress);
        this.drawnFrom = drawn.size();
    }

    private TextStates states(List<List<String>> captions, Progress progress) {
        return KeptTexts.fit(captions)
                ? new KeptTexts(tower, captions, progress)
                : new CaptionStates(tower, captions);
    }

    /**
     * Opens what an assignment names; the embedded rooms have captions of their own.
     *
     * @param train images to learn from
     * @param tested images to compare with
     * @param most how many images are drawn at most
     * @throws UserError when the text tower is missing, or captions of either
     */
    static CaptionLesson open(Assignment a, Images train, Images tested, int most) {
        Texts texts = a.materials().texts();
        String encoder =
                texts.encoder()
                        .orElseThrow(
                                () ->
                                        UserError.usage(
                                                "captions are read by CLIP's text tower",
                                                "give it by --text-encoder, such as clip-l14-text"
                                                        + " ('symbiosis models pull"
                                                        + " clip-l14-text')"));
        CaptionBook learnt = book(texts, train.location());
        return new CaptionLesson(
                encoder,
                learnt.name(),
                tested,
                train.captions(learnt),
                chosen(tested.captions(book(texts, tested.location())), most),
                a.progress());
    }

    private static CaptionBook book(Texts texts, String location) {
        if (texts.captions().isPresent()) {
            return CaptionBook.read(texts.captions().get());
        }
        if (!RoomsSources.isLocation(location)) {
            throw UserError.usage(
                    "the images of " + location + " come without captions", "give --captions");
        }
        return CaptionBook.read(location);
    }

    /** One caption of each image that has some, images in random order. */
    private static List<String> chosen(List<List<String>> all, int most) {
        List<String> chosen = new ArrayList<>();
        for (int i : SplitMix.of(0, all.size()).permutation(all.size())) {
            List<String> own = all.get(i);
            if (!own.isEmpty() && chosen.size() < most) {
                chosen.add(own.get(SplitMix.of(0, i).permutation(own.size())[0]));
            }
        }
        return chosen;
    }

    /** Tells the runs of other texts, or of another text tower, apart. */
    String fingerprint() {
        return Fingerprint.of(encoder + source).substring(0, 8);
    }

    @Override
    public Told told() {
        return new Told.Text(ClipTokenizer.LENGTH, tower.config().tower().width());
    }

    @Override
    public TextStates texts() {
        return lessons;
    }

    @Override
    public Prompting prompting() {
        return (first, count) -> {
            int[] captions =
                    IntStream.range(0, count).map(i -> (int) ((first + i) % drawnFrom)).toArray();
            return new Prompts.Texts(prompts.of(captions), prompts.empty());
        };
    }

    @Override
    public Optional<ImageSource> compared() {
        return Optional.of(tested.open());
    }

    @Override
    public String learnt() {
        return "captions of %s by %s".formatted(source, encoder);
    }

    @Override
    public String drawn() {
        return "%d captions of %s".formatted(drawnFrom, tested);
    }

    @Override
    public String words() {
        return ", from captions of %s and compared with its images; texts by %s"
                .formatted(tested.location(), encoder);
    }

    @Override
    public void close() {
        for (TextStates states : List.of(lessons, prompts)) {
            if (states instanceof KeptTexts kept) {
                kept.close();
            }
        }
        tower.close();
    }
}
