package org.symbiosis.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.symbiosis.AtomicFile;
import org.symbiosis.report.Element.Heading;

/**
 * One HTML file that stands alone: pictures inside, no script, no other file, no network. It
 * follows the reader's light or dark scheme, and the width of their screen.
 */
public final class Report {
    private static final int LONG = 4;

    private final String title;
    private final List<Element> elements = new ArrayList<>();

    private Report(String title) {
        this.title = title;
    }

    /** An empty report. */
    public static Report titled(String title) {
        return new Report(title);
    }

    /** Adds a part at the end. */
    public Report add(Element element) {
        elements.add(element);
        return this;
    }

    /** Adds parts at the end. */
    public Report addAll(List<? extends Element> more) {
        elements.addAll(more);
        return this;
    }

    /** Opens a section. */
    public Report section(String heading) {
        return add(new Heading(2, heading));
    }

    /** Opens a part of a section. */
    public Report subsection(String heading) {
        return add(new Heading(3, heading));
    }

    /** Adds running text; empty lines part paragraphs. */
    public Report paragraph(String text) {
        return add(new Element.Paragraph(text));
    }

    /** Adds something that must not be missed. */
    public Report notice(String text) {
        return add(new Element.Notice(text));
    }

    /** Adds a command or a file, letter by letter. */
    public Report code(String text) {
        return add(new Element.Code(text));
    }

    /** Adds a picture. */
    public Report figure(Png png, String caption) {
        return add(new Element.Figure(png, caption));
    }

    /** Adds a table of results. */
    public Report table(Table table, String caption) {
        return add(new Element.Results(table, caption));
    }

    /** Adds what a result was made with. */
    public Report settings(Settings settings, String caption) {
        return add(new Element.Configuration(settings, caption));
    }

    /** The page as text. */
    public String html() {
        return """
               <!DOCTYPE html>
               <html lang="en">
               <head>
               <meta charset="utf-8">
               <meta name="viewport" content="width=device-width, initial-scale=1">
               <meta name="color-scheme" content="light dark">
               <meta http-equiv="Content-Security-Policy"
                 content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
               <title>%s</title>
               <style>
               %s</style>
               </head>
               <body>
               <main>
               %s
               %s%s</main>
               </body>
               </html>
               """
                .formatted(
                        Html.escape(title),
                        Stylesheet.TEXT,
                        Html.tag("h1", title),
                        contents(),
                        body());
    }

    private String body() {
        StringBuilder out = new StringBuilder();
        int headings = 0;
        for (Element e : elements) {
            out.append(e instanceof Heading h ? h.html(id(headings++)) : e.html()).append('\n');
        }
        return out.toString();
    }

    /** Links to the sections, when there are many. */
    private String contents() {
        List<String> links = new ArrayList<>();
        int headings = 0;
        for (Element e : elements) {
            if (e instanceof Heading h) {
                String id = id(headings++);
                if (h.level() == 2) {
                    links.add("<li><a href=\"#" + id + "\">" + Html.escape(h.text()) + "</a></li>");
                }
            }
        }
        return links.size() < LONG
                ? ""
                : "<nav aria-label=\"Contents\"><ul>" + String.join("", links) + "</ul></nav>\n";
    }

    private static String id(int heading) {
        return "section-" + (heading + 1);
    }

    /**
     * Writes the page, whole or not at all.
     *
     * @throws org.symbiosis.UserError when the file cannot be written
     */
    public void write(Path path) {
        AtomicFile.write(path, html().getBytes(StandardCharsets.UTF_8));
    }
}
