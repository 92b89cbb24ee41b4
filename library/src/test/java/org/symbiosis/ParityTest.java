package org.symbiosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.symbiosis.adversarial.NetworkParity;
import org.symbiosis.adversarial.ObjectiveParity;
import org.symbiosis.adversarial.TrainStepParity;
import org.symbiosis.adversarial.TrueWidthParity;
import org.symbiosis.data.lit.LitParity;
import org.symbiosis.decay.DecayParity;
import org.symbiosis.decay.ResNetParity;
import org.symbiosis.diffusion.DiffusionParity;
import org.symbiosis.eval.EvalParity;
import org.symbiosis.eval.StructuralParity;
import org.symbiosis.eval.intrinsic.IntrinsicEvalParity;
import org.symbiosis.eval.segments.SegmentsParity;
import org.symbiosis.intrinsics.IntrinsicsParity;
import org.symbiosis.intrinsics.flatten.FlattenParity;
import org.symbiosis.nested.NestedParity;
import org.symbiosis.nested.latents.LatentsParity;
import org.symbiosis.nn.NnParity;
import org.symbiosis.nn.UVitParity;
import org.symbiosis.pretrained.ClipParity;
import org.symbiosis.pretrained.InceptionParity;
import org.symbiosis.pretrained.LatentDiffusionParity;
import org.symbiosis.pretrained.VitParity;
import org.symbiosis.spectral.SetParity;
import org.symbiosis.spectral.SpectralParity;
import org.symbiosis.spectral.crf.CrfParity;
import org.symbiosis.spectral.cuts.CutsParity;
import org.symbiosis.spectral.regions.RegionsParity;
import org.symbiosis.tensor.Scope;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;
import org.symbiosis.train.TrainParity;

/**
 * Compares us with the reference implementations, file by file.
 *
 * <p>{@code -Dparity.dir=DIR} takes the files of another folder, seen from where the user stands,
 * {@code -Dparity.only=REGEX} those whose name (without the suffix) matches: as a whole or, if none
 * does, in part. The name is the kind; a dot, dash or underscore and more may follow it.
 */
class ParityTest {
    private static final String SUFFIX = ".safetensors";

    private static Map<String, ParityCheck> checks() {
        Map<String, ParityCheck> all = new TreeMap<>();
        all.putAll(NnParity.checks());
        all.putAll(UVitParity.checks());
        all.putAll(DiffusionParity.checks());
        all.putAll(DecayParity.checks());
        all.putAll(ResNetParity.checks());
        all.putAll(EvalParity.checks());
        all.putAll(StructuralParity.checks());
        all.putAll(SegmentsParity.checks());
        all.putAll(TrainParity.checks());
        all.putAll(RegionsParity.checks());
        all.putAll(SpectralParity.checks());
        all.putAll(ClipParity.checks());
        all.putAll(CrfParity.checks());
        all.putAll(CutsParity.checks());
        all.putAll(VitParity.checks());
        all.putAll(InceptionParity.checks());
        all.putAll(LatentDiffusionParity.checks());
        all.putAll(SetParity.checks());
        all.putAll(NetworkParity.checks());
        all.putAll(ObjectiveParity.checks());
        all.putAll(TrainStepParity.checks());
        all.putAll(TrueWidthParity.checks());
        all.putAll(IntrinsicsParity.checks());
        all.putAll(LatentsParity.checks());
        all.putAll(LitParity.checks());
        all.putAll(FlattenParity.checks());
        all.putAll(IntrinsicEvalParity.checks());
        all.putAll(NestedParity.checks());
        return all;
    }

    @Test
    void equalsTheReferences() throws IOException {
        Path dir = seenFromTheUser(System.getProperty("parity.dir", "src/test/resources/parity"));
        Pattern only = Pattern.compile(System.getProperty("parity.only", ".*"));
        List<String> failures = new ArrayList<>();
        List<Path> files = chosen(files(dir), only);
        for (Path path : files) {
            failures.addAll(run(path));
        }
        assertThat(failures).isEmpty();
        assertThat(files).as("files in " + dir + " that match " + only).isNotEmpty();
    }

    /** The build runs tests in the module's folder; the user stands where the shell does. */
    private static Path seenFromTheUser(String dir) {
        Path here = Path.of(dir).toAbsolutePath();
        Path shell = Path.of(System.getenv().getOrDefault("PWD", ""));
        return Stream.of(shell, Path.of("").toAbsolutePath().getParent())
                .map(p -> p.resolve(dir).toAbsolutePath())
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(here);
    }

    private static List<Path> files(Path dir) throws IOException {
        try (Stream<Path> list = Files.list(dir)) {
            return list.filter(p -> p.toString().endsWith(SUFFIX)).sorted().toList();
        }
    }

    private static List<Path> chosen(List<Path> files, Pattern only) {
        Predicate<String> whole = only.asMatchPredicate();
        List<Path> chosen = files.stream().filter(p -> whole.test(name(p))).toList();
        Predicate<String> inPart = only.asPredicate();
        return chosen.isEmpty()
                ? files.stream().filter(p -> inPart.test(name(p))).toList()
                : chosen;
    }

    private static String name(Path path) {
        String file = path.getFileName().toString();
        return file.substring(0, file.length() - SUFFIX.length());
    }

    /** The check whose kind is the longest beginning of the name, or null. */
    private static ParityCheck check(String name) {
        ParityCheck found = null;
        int longest = 0;
        for (Map.Entry<String, ParityCheck> e : checks().entrySet()) {
            String kind = Pattern.quote(e.getKey());
            if (e.getKey().length() > longest && name.matches(kind + "([-._].*)?")) {
                found = e.getValue();
                longest = e.getKey().length();
            }
        }
        return found;
    }

    private static List<String> run(Path path) {
        String name = name(path);
        ParityCheck check = check(name);
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
                    Locale.ROOT,
                    "parity %s max-relative-error %.2e %s%n",
                    name,
                    file.worst(),
                    failures.isEmpty() ? "ok" : "FAIL");
            return failures.stream().map(f -> name + ": " + f).toList();
        }
    }
}
