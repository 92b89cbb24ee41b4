package org.symbiosis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;

class ReportTest {
    private static final String HOSTILE =
            "\"><script>alert('x')</script><img src=x onerror=\"y\"> & ]]> \u0000\u001b %s %n \\";

    @Test
    void escapedTextOpensNoTagAndEndsNoAttribute() {
        assertThat(Html.escape("<a href='x' title=\"y\">&amp;</a>"))
                .isEqualTo("&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;amp;&lt;/a&gt;");
        assertThat(Html.escape("\u00e4 \u03b1 \ud83d\ude00\n\t"))
                .isEqualTo("\u00e4 \u03b1 \ud83d\ude00\n\t");
        assertThat(Html.escape("\u0000\u001b\u0085")).isEqualTo("\uFFFD\uFFFD\uFFFD");
    }

    @Test
    void hostileTextStaysTextWhereverItStands() throws Exception {
        String html = everything(HOSTILE).html();
        assertThat(html).doesNotContain("<script").doesNotContain("<img src=x");
        String body = html.substring(html.indexOf("<body>"), html.indexOf("</html>"));
        String wellFormed = body.replaceAll("(<img [^>]*)>", "$1/>");
        byte[] xml = wellFormed.getBytes(StandardCharsets.UTF_8);
        var document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(xml));
        String seen = HOSTILE.replace('\u0000', '\uFFFD').replace('\u001b', '\uFFFD');
        for (String tag :
                new String[] {"h1", "h2", "h3", "a", "p", "code", "th", "td", "figcaption"}) {
            var found = document.getElementsByTagName(tag);
            assertThat(found.getLength()).as(tag).isPositive();
            assertThat(found.item(0).getTextContent()).as(tag).isEqualTo(seen);
        }
        var picture = document.getElementsByTagName("img").item(0);
        assertThat(picture.getAttributes().getNamedItem("alt").getNodeValue()).isEqualTo(seen);
        assertThat(picture.getAttributes().getLength()).isEqualTo(4);
    }

    @Test
    void picturesAreInsideTheFileAndNothingIsFetched() throws IOException {
        String html = everything("x").html();
        Matcher picture = Pattern.compile("src=\"data:image/png;base64,([^\"]*)\"").matcher(html);
        assertThat(picture.find()).isTrue();
        byte[] bytes = Base64.getDecoder().decode(picture.group(1));
        assertThat(ImageIO.read(new ByteArrayInputStream(bytes)).getWidth()).isEqualTo(8);
        assertThat(html).contains("width=\"4\" height=\"3\"");
        assertThat(html).doesNotContain("http:").doesNotContain("https:").doesNotContain("<script");
        assertThat(html).contains("default-src 'none'").contains("prefers-color-scheme: dark");
    }

    @Test
    void manySectionsGetLinksToEachOfThem() {
        Report report = Report.titled("t");
        for (int i = 0; i < 4; i++) {
            report.section("same name").subsection("part");
        }
        String html = report.html();
        Matcher link = Pattern.compile("href=\"#([^\"]*)\"").matcher(html);
        int links = 0;
        while (link.find()) {
            links++;
            assertThat(html.split("id=\"" + link.group(1) + "\"", -1)).hasSize(2);
        }
        assertThat(links).isEqualTo(4);
        assertThat(Report.titled("t").section("a").html()).doesNotContain("<nav");
    }

    @Test
    void emptyLinesPartParagraphs() {
        assertThat(new Element.Paragraph("one\nstill\n \ntwo").html())
                .isEqualTo("<p>one\nstill</p><p>two</p>");
    }

    @Test
    void theSameReportIsTheSameFile(@TempDir Path folder) throws IOException {
        Path first = folder.resolve("deep/er/a.html");
        Path second = folder.resolve("b.html");
        everything("x").write(first);
        everything("x").write(second);
        assertThat(Files.readAllBytes(first)).isEqualTo(Files.readAllBytes(second));
        assertThat(Files.readString(first)).endsWith("</html>\n");
    }

    @Test
    void aReportThatCannotBeWrittenLeavesTheOldOneAndNothingElse() throws IOException {
        Configuration tiny =
                Configuration.unix().toBuilder().setMaxSize(16384).setBlockSize(512).build();
        try (FileSystem disk = Jimfs.newFileSystem(tiny)) {
            Path folder = Files.createDirectory(disk.getPath("/reports"));
            Path path = folder.resolve("r.html");
            Report.titled("old").write(path);
            Report large = Report.titled("new").paragraph("x".repeat(20000));
            assertThatThrownBy(() -> large.write(path))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("r.html");
            assertThat(Files.readString(path)).contains("<h1>old</h1>");
            try (var files = Files.list(folder)) {
                assertThat(files).containsExactly(path);
            }
        }
    }

    private static Report everything(String text) {
        Png png = Png.of(new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB), 2);
        return Report.titled(text)
                .paragraph(text)
                .notice(text)
                .section(text)
                .subsection(text)
                .section(text)
                .section(text)
                .section(text)
                .code(text)
                .figure(png, text)
                .table(
                        Table.of(Column.text(text), Column.text(""))
                                .row(Cell.of(text), Cell.of(text)),
                        text)
                .settings(new Settings(Map.of(text, text)), text);
    }
}
