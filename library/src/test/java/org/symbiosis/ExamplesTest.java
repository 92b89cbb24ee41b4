package org.symbiosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.testing.Sources;

/** The examples of the packages and of the pages compile as they stand. */
class ExamplesTest {
    private static final Pattern JAVADOC =
            Pattern.compile("(?s)<pre>\\{@code\\n(.*?)\\n \\* }</pre>");
    private static final Pattern MARKDOWN = Pattern.compile("(?s)```java\\n(.*?)\\n```");

    @Test
    void compile(@TempDir Path classes) throws IOException {
        List<Example> examples = examples();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classPath = System.getProperty("java.class.path");
        List<String> options = List.of("-proc:none", "-d", classes.toString(), "-cp", classPath);
        boolean compiled = compiler.getTask(null, null, problems, options, null, examples).call();
        assertThat(examples).hasSizeGreaterThan(10);
        assertThat(compiled).as("%s", problems.getDiagnostics()).isTrue();
    }

    private static List<Example> examples() throws IOException {
        List<Example> found = new ArrayList<>();
        for (Path file : Sources.files()) {
            if (file.endsWith("package-info.java")) {
                for (String code : blocks(JAVADOC, file)) {
                    String plain = code.replaceAll("(?m)^ \\* ?", "");
                    found.add(new Example(file, found.size(), plain));
                }
            }
        }
        for (Path page : pages()) {
            for (String code : blocks(MARKDOWN, page)) {
                found.add(new Example(page, found.size(), code));
            }
        }
        return found;
    }

    private static List<String> blocks(Pattern pattern, Path file) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher m = pattern.matcher(Files.readString(file));
        while (m.find()) {
            blocks.add(m.group(1));
        }
        return blocks;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("..", "docs"))) {
            return Stream.concat(Stream.of(Path.of("..", "README.md")), docs)
                    .filter(p -> p.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** An example as the body of a method, with our packages and the usual ones imported. */
    private static final class Example extends SimpleJavaFileObject {
        private final Path file;
        private final int number;
        private final String body;

        Example(Path file, int number, String body) {
            super(URI.create("string:///Example" + number + ".java"), Kind.SOURCE);
            this.file = file;
            this.number = number;
            this.body = body;
        }

        /** What the compiler calls it in its complaints. */
        @Override
        public String getName() {
            return "the example in " + file;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            Set<String> imports = new TreeSet<>();
            for (Path source : Sources.files()) {
                String folder = Sources.ROOT.relativize(source.getParent()).toString();
                imports.add("import " + folder.replace(File.separatorChar, '.') + ".*;\n");
            }
            return String.join("", imports)
                    + """
                    import java.nio.file.Path;
                    import java.util.List;
                    import java.util.Map;
                    import org.bytedeco.pytorch.Tensor;
                    import org.bytedeco.pytorch.global.torch;

                    class Example%d {
                        static void run() throws Exception {
                            %s
                        }
                    }
                    """
                            .formatted(number, body);
        }
    }
}
