package org.symbiosis.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Real photographs and weights, which do not come with the sources: the folder that the variable
 * {@code SYMBIOSIS_DATA} names, else {@code ../shared/data} beside the checkout.
 */
public final class RealData {
    private RealData() {}

    /**
     * The folder of this name; the test that asks is skipped, with the reason, if it is missing.
     */
    public static Path folder(String name) {
        Optional<Path> found =
                Stream.of(
                                System.getenv().getOrDefault("SYMBIOSIS_DATA", "../../shared/data"),
                                "../shared/data",
                                "../../shared/data")
                        .map(root -> Path.of(root).resolve(name))
                        .filter(Files::isDirectory)
                        .findFirst();
        assumeTrue(
                found.isPresent(),
                "real data '" + name + "': set SYMBIOSIS_DATA to the folder that holds it");
        return found.orElseThrow();
    }
}
