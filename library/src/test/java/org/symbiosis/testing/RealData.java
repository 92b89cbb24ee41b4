package org.symbiosis.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Photographs that are not part of the repository: tests that need them are skipped without. */
public final class RealData {
    private RealData() {}

    /**
     * A folder of {@code -Ddata.dir=DIR}, or of {@code shared/data} beside the checkout; the test
     * is skipped where there is none.
     */
    public static Path folder(String name) {
        Path beside = Path.of("..", "..", "shared", "data");
        Path folder = Path.of(System.getProperty("data.dir", beside.toString())).resolve(name);
        assumeThat(Files.isDirectory(folder)).as("there is a folder " + folder).isTrue();
        return folder;
    }
}
