package org.symbiosis.app.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.train.Recipe;
import org.symbiosis.train.RunDirectory;
import picocli.CommandLine.Option;

/** Where a run lies and what its recipe is: options of every training. */
final class RunOptions {
    private static final String CONFIG = "config.yaml";

    @Option(names = "--config", paramLabel = "FILE", description = "YAML over the preset.")
    private Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change one value of the configuration, such as train.batch=32.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--epochs", paramLabel = "E", description = "Passes over the images.")
    private Double epochs;

    @Option(names = "--seed", paramLabel = "SEED", description = "Decides all that is random.")
    private Long seed;

    @Option(
            names = "--out",
            paramLabel = "RUN",
            description = "Folder of the run (default: runs/ and the method's name).")
    private Path out;

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            description = "Go on with this run, under its own configuration.")
    private Path resume;

    @Option(names = "--print-config", description = "Show the whole configuration and stop.")
    private boolean printConfig;

    /** Whether to show the configuration instead of training. */
    boolean printsConfig() {
        return printConfig;
    }

    /** Whether an earlier run goes on. */
    boolean resumes() {
        return resume != null;
    }

    /**
     * Refuses an option of new runs where an earlier one goes on under its own configuration.
     *
     * @param given null where it was left out
     */
    void requireNew(String option, Object given) {
        if (resumes() && given != null) {
            throw UserError.usage(
                    "--resume goes on under the run's own configuration", "leave out " + option);
        }
    }

    /** A file of the run that goes on. */
    Path ofResumed(String name) {
        return resume.resolve(name);
    }

    /** The preset as the other options change it; or the recipe of the run that goes on. */
    <R extends Record & Recipe<R>> R recipe(R preset) {
        if (resumes()) {
            return resumed(type(preset));
        }
        R recipe = config == null ? preset : Configs.withFile(preset, config);
        recipe = epochs == null ? recipe : recipe.withEpochs(epochs);
        recipe = seed == null ? recipe : recipe.withSeed(seed);
        return Configs.withOverrides(recipe, overrides);
    }

    @SuppressWarnings("unchecked")
    private static <R> Class<R> type(R preset) {
        return (Class<R>) preset.getClass();
    }

    private <R> R resumed(Class<R> type) {
        requireNew("--config", config);
        requireNew("--set", overrides.isEmpty() ? null : overrides);
        requireNew("--epochs", epochs);
        requireNew("--seed", seed);
        requireNew("--out, since " + resume + " is the run's folder", out);
        if (!Files.exists(resume.resolve(CONFIG))) {
            throw UserError.usage("there is no run at " + resume, "check the path of --resume");
        }
        return Configs.noted(resume.resolve(CONFIG), type);
    }

    /**
     * A new run that notes its recipe, or the one that goes on.
     *
     * @param method names the folder when no option does
     */
    RunDirectory open(String method, Record recipe) {
        if (resumes()) {
            return RunDirectory.resume(resume);
        }
        RunDirectory run = RunDirectory.create(out == null ? Path.of("runs", method) : out);
        note(run, CONFIG, recipe);
        return run;
    }

    /** Keeps a record beside the run. */
    static void note(RunDirectory run, String name, Object record) {
        AtomicFile.write(
                run.path().resolve(name), Configs.yaml(record).getBytes(StandardCharsets.UTF_8));
    }
}
