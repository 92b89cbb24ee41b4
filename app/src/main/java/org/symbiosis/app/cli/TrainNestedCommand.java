package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.app.nested.CostText;
import org.symbiosis.app.nested.NestedRun;
import org.symbiosis.app.nested.NestedSources;
import org.symbiosis.config.Configs;
import org.symbiosis.nested.NestedRecipe;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis train nested}. */
@Command(
        name = "nested",
        description =
                "Nested diffusion: all levels one after the other, the top first, on latents that"
                        + " 'symbiosis latents' made.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis train nested --latents latents/c10 --preset nested-small --out runs/n3",
            "         symbiosis train nested --latents latents/c10 --levels 4 --reuse runs/n3 --out runs/n4",
            "         symbiosis train nested --resume runs/n3"
        })
final class TrainNestedCommand implements Callable<Integer> {
    @Option(
            names = "--latents",
            paramLabel = "FOLDER",
            description = "The cache of latents (default: that of the resumed run).")
    private Path latents;

    @Option(
            names = "--classes",
            description = "Tell all levels the class; the latents know how many there are.")
    private boolean classes;

    @Option(
            names = "--level",
            paramLabel = "l",
            description = "Train this level only, from 1 (the image) to L (the top).")
    private Integer level;

    @Option(
            names = "--reuse",
            paramLabel = "RUN",
            description = "Take trained levels over from this run where they are the same.")
    private List<Path> reuse = new ArrayList<>();

    @Option(names = "--count", description = "Show what every level costs, and stop.")
    private boolean count;

    @Mixin private HierarchyOptions hierarchy;
    @Mixin private CaptionOptions texts;
    @Mixin private SearchOptions search;
    @Mixin private RunOptions run;

    @Override
    public Integer call() {
        requireOneTask();
        NestedRecipe base = hierarchy.recipe();
        if (count) {
            System.out.print(CostText.of(run.recipe(base).model()));
            return 0;
        }
        if (run.printsConfig()) {
            System.out.print(Configs.yaml(run.recipe(told(base))));
            return 0;
        }
        NestedSources sources = sources();
        NestedRecipe recipe = run.recipe(told(base));
        search.require(recipe, Path.of(sources.latents()));
        NestedRun.require(recipe, sources, wanted());
        try (RunDirectory directory = run.open("nested", recipe)) {
            if (!run.resumes()) {
                RunOptions.note(directory, NestedSources.FILE, sources);
            }
            NestedRun training =
                    new NestedRun(recipe, sources, directory.path(), new TerminalProgress());
            if (search.isWanted()) {
                return search.run(recipe, Path.of(sources.latents()), directory.path());
            }
            if (training.train(wanted()) == Trainer.Outcome.INTERRUPTED) {
                return 1;
            }
            System.out.println(directory.path());
            return 0;
        }
    }

    /** The preset, told the classes of the latents where that is wanted. */
    private NestedRecipe told(NestedRecipe base) {
        if (!classes || run.resumes()) {
            return base;
        }
        if (latents == null) {
            throw UserError.usage(
                    "how many classes there are is known to the latents",
                    "give them by --latents, or leave out --classes");
        }
        return NestedRun.withClasses(base, latents);
    }

    private NestedRun.Wanted wanted() {
        return new NestedRun.Wanted(
                reuse, level == null ? OptionalInt.empty() : OptionalInt.of(level));
    }

    private void requireOneTask() {
        if (search.isWanted() && (level != null || !reuse.isEmpty())) {
            throw UserError.usage(
                    "a search trains all levels, and reuses its own",
                    "leave out --level and --reuse, or --search");
        }
        if (run.resumes() && (hierarchy.isGiven() || classes)) {
            throw UserError.usage(
                    "--resume goes on under the run's own configuration",
                    "leave out --preset, --levels and --classes");
        }
    }

    private NestedSources sources() {
        if (run.resumes()) {
            NestedSources noted =
                    Configs.withFile(NestedSources.BLANK, run.ofResumed(NestedSources.FILE));
            return noted.with(
                    latents == null ? "" : latents.toString(),
                    texts.captions(),
                    texts.textEncoder());
        }
        if (latents == null) {
            throw UserError.usage(
                    "nested diffusion learns from latents",
                    "make them with 'symbiosis latents', and give their folder by --latents");
        }
        return new NestedSources(latents.toString(), texts.captions(), texts.textEncoder());
    }
}
