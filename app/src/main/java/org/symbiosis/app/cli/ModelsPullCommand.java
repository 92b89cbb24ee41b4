package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.symbiosis.pretrained.Catalogue;
import org.symbiosis.pretrained.Hub;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.pretrained.Published;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symbiosis models pull}. */
@Command(
        name = "pull",
        description = {
            "Get public networks, or go on where an earlier pull broke off.",
            "SYMBIOSIS_HUB names a mirror of the hub, SYMBIOSIS_HUB_TOKEN says who asks,"
                    + " SYMBIOSIS_CACHE is where files are kept."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: symbiosis models pull dino-s16"})
public final class ModelsPullCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NETWORK",
            arity = "1..*",
            description = "Keys that 'symbiosis models list' shows.")
    private List<String> keys;

    @Option(
            names = "--offline",
            description = "Ask no server; only check that the files are here and whole.")
    private boolean offline;

    @Override
    public Integer call() {
        List<Published> networks = keys.stream().map(Catalogue::find).toList();
        ModelStore store = ModelStore.ofUser();
        for (Published p : networks) {
            Path file =
                    offline
                            ? store.offline(p)
                            : store.pull(p, Hub.ofEnvironment(), new TerminalProgress());
            System.out.println(file);
            System.err.println(p.key() + ": licence " + p.licence());
        }
        return 0;
    }
}
