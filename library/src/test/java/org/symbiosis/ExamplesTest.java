package org.symbiosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.symbiosis.testing.Sources;

/** The examples of the packages and of the pages compile as they stand. */
class ExamplesTest {
    private static final Pattern JAVADOC =
            Pattern.compile("(?s)<pre>\\{@code\\n(.*?)\\n \\* }</pre>");
    private static final Pattern MARKDOWN = Pattern.compile("(?s)```java\\n(.*?)\\n```");

    static Stream<Arguments> examples() throws IOException {
        List<Arguments> found = new ArrayList<>();
        for (Path file : Sources.files()) {
            if (file.endsWith("package-info.java")) {
                for (String code : blocks(JAVADOC, file)) {
                    found.add(Arguments.of(file, code.replaceAll("(?m)^ \\* ?", "")));
                }
            }
        }
        for (Path page : pages()) {
            for (String code : blocks(MARKDOWN, page)) {
                found.add(Arguments.of(page, code));
            }
        }
        return found.stream();
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void compile(Path file, String code, @TempDir Path classes) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classPath = System.getProperty("java.class.path");
        List<String> options = List.of("-proc:none", "-d", classes.toString(), "-cp", classPath);
        boolean compiled =
                compiler.getTask(null, null, problems, options, null, List.of(new Example(code)))
                        .call();
        assertThat(compiled).as(file + ": " + problems.getDiagnostics()).isTrue();
    }

    /** An example as the body of a method, with our packages and the usual ones imported. */
    private static final class Example extends SimpleJavaFileObject {
        private final String body;

        Example(String body) {
            super(URI.create("string:///Example.java"), Kind.SOURCE);
            this.body = body;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            TreeSet<String> packages =
                    Sources.files().stream()
                            .map(f -> Sources.ROOT.relativize(f.getParent()).toString())
                            .map(p -> p.replace(File.separatorChar, '.'))
                            .collect(Collectors.toCollection(TreeSet::new));
            return packages.stream().map("import %s.*;\n"::formatted).collect(Collectors.joining())
                    + """
                    import java.nio.file.Path;
                    import java.util.List;
                    import java.util.Map;
                    import org.bytedeco.pytorch.Tensor;
                    import org.bytedeco.pytorch.global.torch;

                    class Example {
                        static void run() throws Exception {
                            %s
                        }
                    }
                    """
                            .formatted(body);
        }
    }
}
