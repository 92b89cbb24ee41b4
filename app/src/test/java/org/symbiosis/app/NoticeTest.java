package org.symbiosis.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** NOTICE names what runs with the program, no more and no less. */
class NoticeTest {
    private static final Pattern LINE = Pattern.compile("  ([\\w.-]+):([\\w.-]+) +(\\S.*)");

    /** An artifact as a folder of a Maven repository: {@code /group/parts/artifact/}. */
    private static final List<String> NOTED = new ArrayList<>();

    private static final String OF_A_PROFILE = "/org/bytedeco/cuda/";

    private static List<String> jars;

    @BeforeAll
    static void read() throws IOException {
        for (String line : Files.readAllLines(Path.of("..", "NOTICE"))) {
            Matcher m = LINE.matcher(line);
            if (m.matches()) {
                NOTED.add("/" + m.group(1).replace('.', '/') + "/" + m.group(2) + "/");
            }
        }
        // The build writes the run-time class path without our own modules.
        String classPath = Files.readString(Path.of("target", "classpath"));
        jars =
                Arrays.stream(classPath.strip().split(File.pathSeparator, -1))
                        .map(jar -> jar.replace('\\', '/'))
                        .toList();
    }

    @Test
    void everyJarIsNoted() {
        assertThat(jars)
                .allSatisfy(jar -> assertThat(NOTED).as(jar).filteredOn(jar::contains).hasSize(1));
    }

    @Test
    void everythingNotedIsThere() {
        assertThat(NOTED)
                .contains(OF_A_PROFILE)
                .filteredOn(artifact -> !artifact.equals(OF_A_PROFILE))
                .isNotEmpty()
                .allSatisfy(
                        artifact ->
                                assertThat(jars)
                                        .as(artifact)
                                        .anyMatch(jar -> jar.contains(artifact)));
    }
}
