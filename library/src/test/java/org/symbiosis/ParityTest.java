package org.symbiosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.symbiosis.decay.DecayParity;
import org.symbiosis.nn.NnParity;
import org.symbiosis.tensor.Scope;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/**
 * Compares us with the reference implementations, file by file.
 *
 * <p>{@code -Dparity.dir=DIR} takes the files of another folder, {@code -Dparity.only=REGEX} those
 * whose name (without the suffix) matches. The name is the kind.
 */
class ParityTest {
    private static Map<String, ParityCheck> checks() {
        Map<String, ParityCheck> all = new TreeMap<>();
        all.putAll(NnParity.checks());
        all.putAll(DecayParity.checks());
        return all;
    }

    @Test
    void equalsTheReferences() throws IOException {
        Path dir =
                Path.of(System.getProperty("parity.dir", "src/test/resources/parity"))
                        .toAbsolutePath();
        Pattern only = Pattern.compile(System.getProperty("parity.only", ".*"));
        List<String> failures = new ArrayList<>();
        int ran = 0;
        for (Path path : files(dir)) {
            String name = path.getFileName().toString().replaceFirst("\\.safetensors$", "");
            if (only.matcher(name).find()) {
                ran++;
                failures.addAll(run(name, path));
            }
        }
        assertThat(failures).isEmpty();
        assertThat(ran).as("files in " + dir + " that match " + only).isPositive();
    }

    private static List<Path> files(Path dir) throws IOException {
        try (Stream<Path> list = Files.list(dir)) {
            return list.filter(p -> p.toString().endsWith(".safetensors")).sorted().toList();
        }
    }

    private static List<String> run(String name, Path path) {
        ParityCheck check = checks().get(name);
        if (check == null) {
            System.out.printf("parity %s max-relative-error - unknown%n", name);
            return List.of(name + ": unknown kind");
        }
        try (Scope s = Scope.open();
                ParityFile file = new ParityFile(path)) {
            List<String> failures = new ArrayList<>();
            try {
                check.run(file);
            } catch (RuntimeException e) {
                failures.add(e.toString());
            }
            failures.addAll(file.failures());
            System.out.printf(
                    "parity %s max-relative-error %.2e %s%n",
                    name, file.worst(), failures.isEmpty() ? "ok" : "FAIL");
            return failures.stream().map(f -> name + ": " + f).toList();
        }
    }
}
