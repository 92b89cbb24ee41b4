package org.symbiosis.app.cli;

import org.symbiosis.app.nested.CaptionBook;
import picocli.CommandLine.Option;

/** The texts that hierarchies learn from, and what reads them. */
final class CaptionOptions {
    @Option(
            names = "--captions",
            paramLabel = "WHERE",
            description =
                    "Captions for hierarchies told texts: "
                            + CaptionBook.HELP
                            + "; several files with commas between them.")
    private String captions = "";

    @Option(
            names = "--text-encoder",
            paramLabel = "MODEL",
            description = "CLIP's text tower, by file or name, such as clip-l14-text.")
    private String textEncoder = "";

    /** Where the captions are, empty for none. */
    String captions() {
        return captions;
    }

    /** What reads them, empty for none. */
    String textEncoder() {
        return textEncoder;
    }
}
