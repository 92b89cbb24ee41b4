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
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.pretrained.ClipText;
import org.symbiosis.pretrained.ClipTokenizer;

/**
 * Captions, read by CLIP's text tower. Images are drawn from captions of test images, one for each
 * at random, and compared with these (section 5.4).
 */
final class CaptionLesson implements Lesson, AutoCloseable {
    private final ClipText tower;
    private final String encoder;
    private final CaptionBook learnt;
    private final Drawn drawn;

    /** Where the captions lie that are drawn from, and their images. */
    private record Drawn(String location, int count, List<String> captions) {}

    private CaptionLesson(ClipText tower, String encoder, CaptionBook learnt, Drawn drawn) {
        this.tower = tower;
        this.encoder = encoder;
        this.learnt = learnt;
        this.drawn = drawn;
    }

    /**
     * Opens what an assignment names; the embedded rooms have captions of their own.
     *
     * @param train location of the images to learn from
     * @param test location of the images to compare with
     * @param count of each at most
     * @throws UserError when the text tower is missing, or captions of either
     */
    static CaptionLesson open(Texts texts, String train, String test, int count) {
        String encoder =
                texts.encoder()
                        .orElseThrow(
                                () ->
                                        UserError.usage(
                                                "captions are read by CLIP's text tower",
                                                "give it by --text-encoder, such as clip-l14-text"
                                                        + " ('symbiosis models pull"
                                                        + " clip-l14-text')"));
        CaptionBook learnt = book(texts, train);
        CaptionBook tested = book(texts, test);
        requireCaptions(learnt, train, count);
        Drawn drawn = new Drawn(test, count, captions(tested, test, count));
        return new CaptionLesson(TextTowers.open(encoder), encoder, learnt, drawn);
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

    private static List<List<String>> requireCaptions(CaptionBook book, String of, int count) {
        try (ImageSource images = Locations.open(of, count, 0)) {
            List<String> paths = IntStream.range(0, images.size()).mapToObj(images::path).toList();
            return book.of(paths, images.name());
        }
    }

    /** One caption of each image that has some. */
    private static List<String> captions(CaptionBook book, String of, int count) {
        List<String> chosen = new ArrayList<>();
        for (List<String> all : requireCaptions(book, of, count)) {
            if (!all.isEmpty()) {
                int one = SplitMix.of(0, chosen.size()).permutation(all.size())[0];
                chosen.add(all.get(one));
            }
        }
        return chosen;
    }

    /** Tells the runs of other texts, or of another text tower, apart. */
    String fingerprint() {
        return Fingerprint.of(encoder + learnt.name()).substring(0, 8);
    }

    @Override
    public Told told() {
        return new Told.Text(ClipTokenizer.LENGTH, tower.config().tower().width());
    }

    @Override
    public TextStates texts(LatentStore store) {
        return new CaptionStates(tower, learnt.of(store.paths(), store.manifest().source()));
    }

    @Override
    public Prompting prompting() {
        CaptionStates states =
                new CaptionStates(tower, drawn.captions().stream().map(List::of).toList());
        return (first, count) -> {
            int[] captions =
                    IntStream.range(0, count)
                            .map(i -> (int) ((first + i) % drawn.captions().size()))
                            .toArray();
            return new Prompts.Texts(states.of(captions), states.empty());
        };
    }

    @Override
    public Optional<ImageSource> compared() {
        return Optional.of(Locations.open(drawn.location(), drawn.count(), 0));
    }

    @Override
    public String words() {
        return ", from captions of %s and compared with its images; texts by %s"
                .formatted(drawn.location(), encoder);
    }

    @Override
    public void close() {
        tower.close();
    }
}
