package org.symbiosis.app.zeroshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.symbiosis.data.annotated.Category;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.spectral.segment.NamedRegion;

/**
 * The classes of a set as words to look for. A class called background is not looked for: it is
 * what no word fits.
 *
 * @param categories of the set
 */
public record NamedClasses(List<Category> categories) {
    private static final String BACKGROUND = "background";

    /** Names that are written as one word in the sets. */
    private static final Map<String, String> WORDS =
            Map.of(
                    "aeroplane", "airplane",
                    "diningtable", "dining table",
                    "motorbike", "motorcycle",
                    "pottedplant", "potted plant",
                    "tvmonitor", "tv monitor");

    /** Keeps its own list. */
    public NamedClasses {
        categories = List.copyOf(categories);
    }

    /** Whether some pixels are meant to have no name. */
    public boolean hasBackground() {
        return background() != Labels.VOID;
    }

    private int background() {
        return IntStream.range(0, categories.size())
                .filter(c -> categories.get(c).name().equalsIgnoreCase(BACKGROUND))
                .findFirst()
                .orElse(Labels.VOID);
    }

    /** The words, in the order of the classes that are looked for. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        for (int c = 0; c < categories.size(); c++) {
            if (c != background()) {
                words.add(words(categories.get(c).name()));
            }
        }
        return words;
    }

    /** A class's name as one would say it: {@code wall-other-merged} is a wall. */
    static String words(String name) {
        String plain = name.replaceAll("-(merged|other|stuff)\\b", "").replaceAll("[-_]", " ");
        return WORDS.getOrDefault(plain, plain).strip();
    }

    /** Classes of pixels by the names of their regions. */
    Labels predicted(Labels regions, List<NamedRegion> named) {
        int background = background();
        int[] ids = NamedRegion.classes(regions, named).ids().clone();
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == NamedRegion.BACKGROUND) {
                ids[i] = background;
            } else if (hasBackgroundUpTo(background, ids[i])) {
                ids[i]++;
            }
        }
        return new Labels(regions.width(), regions.height(), ids);
    }

    private static boolean hasBackgroundUpTo(int background, int word) {
        return background != Labels.VOID && background <= word;
    }
}
