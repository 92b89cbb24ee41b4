package org.symbiosis.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.config.Configs;
import org.symbiosis.pretrained.Catalogue;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.pretrained.Published;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code symbiosis models list}. */
@Command(
        name = "list",
        description = "List the public networks that we know, and which of them are here.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: symbiosis models list"})
public final class ModelsListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print one line of JSON for each network.")
    private boolean json;

    @Override
    public Integer call() {
        ModelStore store = ModelStore.ofUser();
        List<String> lines = new ArrayList<>();
        for (Published p : Catalogue.all()) {
            lines.add(json ? Configs.json(row(store, p)) : line(store, p));
        }
        lines.forEach(System.out::println);
        return 0;
    }

    private static Map<String, Object> row(ModelStore store, Published p) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("key", p.key());
        row.put("what", p.what());
        row.put("from", p.place().path());
        row.put("licence", p.licence());
        row.put("tensors", p.tensors());
        row.put("parameters", p.parameters());
        row.put("here", store.have(p).map(Object::toString).orElse(""));
        return row;
    }

    private static String line(ModelStore store, Published p) {
        return String.format(
                Locale.ROOT,
                "%-4s  %-13s  %6.1f M  %3d tensors  %-50s  %s",
                store.have(p).isPresent() ? "here" : "",
                p.key(),
                p.parameters() / 1e6,
                p.tensors(),
                p.what(),
                p.licence());
    }
}
