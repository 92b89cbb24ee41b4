package org.symbiosis.app.bench;

import java.nio.file.Path;

/** A contestant whose start another one can take up. */
public interface Starter extends Contestant {
    /** Writes its weights and inputs as they are now. */
    void save(Path file);
}
