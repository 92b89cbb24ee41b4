package org.symbiosis.report;

/** A part of a page, from top to bottom. */
public sealed interface Element {
    /** The part as HTML, every text of the caller escaped. */
    String html();

    /**
     * Opens a section.
     *
     * @param level 2 for a section, 3 for a part of one
     * @param text of the heading
     */
    record Heading(int level, String text) implements Element {
        /** Checks the level. */
        public Heading {
            if (level < 2 || level > 3) {
                throw new IllegalArgumentException("a heading has level 2 or 3, not " + level);
            }
        }

        @Override
        public String html() {
            return Html.tag("h" + level, text);
        }

        /** The heading as a place that links can name. */
        String html(String id) {
            return "<h"
                    + level
                    + " id=\""
                    + Html.escape(id)
                    + "\">"
                    + Html.escape(text)
                    + "</h"
                    + level
                    + ">";
        }
    }

    /**
     * Running text.
     *
     * @param text empty lines in it part paragraphs
     */
    record Paragraph(String text) implements Element {
        @Override
        public String html() {
            StringBuilder out = new StringBuilder();
            for (String part : text.strip().split("\\R\\s*\\R")) {
                out.append(Html.tag("p", part));
            }
            return out.toString();
        }
    }

    /**
     * Something that a reader must not miss, set apart.
     *
     * @param text one paragraph
     */
    record Notice(String text) implements Element {
        @Override
        public String html() {
            return "<p class=\"notice\" role=\"note\">" + Html.escape(text) + "</p>";
        }
    }

    /**
     * A command or a file, letter by letter.
     *
     * @param text may have several lines
     */
    record Code(String text) implements Element {
        @Override
        public String html() {
            return "<pre tabindex=\"0\"><code>"
                    + Html.escape(text.stripTrailing())
                    + "</code></pre>";
        }
    }

    /**
     * A picture with its number and caption.
     *
     * @param png the picture
     * @param caption says what is seen, and what in it matters
     */
    record Figure(Png png, String caption) implements Element {
        /** From this width on a phone scrolls the picture rather than shrink its letters away. */
        private static final int WIDE = 640;

        @Override
        public String html() {
            return """
                   <figure><div class="%s"><img src="%s" width="%d" height="%d" alt="%s"></div>
                   <figcaption>%s</figcaption></figure>"""
                    .formatted(
                            png.pageWidth() > WIDE ? "frame wide" : "frame",
                            png.dataUri(),
                            png.pageWidth(),
                            png.pageHeight(),
                            Html.escape(caption),
                            Html.escape(caption));
        }
    }

    /**
     * A table of results.
     *
     * @param table columns and rows
     * @param caption says what is compared, and over how many repetitions
     */
    record Results(Table table, String caption) implements Element {
        @Override
        public String html() {
            return table.html(caption);
        }
    }

    /**
     * How a result came about: names and values.
     *
     * @param settings the names and values
     * @param caption says of what
     */
    record Configuration(Settings settings, String caption) implements Element {
        @Override
        public String html() {
            return settings.html(caption);
        }
    }
}
