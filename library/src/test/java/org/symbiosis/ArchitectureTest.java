package org.symbiosis;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The map of the library: which package may use which, and what none may do. */
class ArchitectureTest {
    /** What a part may use, besides itself and the two classes of the root package. */
    private static final Map<String, List<String>> ARROWS =
            Map.ofEntries(
                    Map.entry("tensor", List.of()),
                    Map.entry("config", List.of()),
                    Map.entry("nn", List.of("tensor")),
                    Map.entry("data", List.of("tensor")),
                    Map.entry("train", List.of("nn", "data", "tensor")),
                    Map.entry("eval", List.of("nn", "data", "train", "tensor", "config")),
                    Map.entry("report", List.of("nn", "data", "eval", "train", "tensor")),
                    Map.entry("decay", List.of("nn", "data", "train", "tensor", "config")),
                    Map.entry("pretrained", List.of("nn", "data", "train", "tensor", "config")),
                    Map.entry("diffusion", method()),
                    Map.entry("adversarial", method()),
                    Map.entry("contrastive", method("adversarial")),
                    Map.entry("intrinsics", method("eval")),
                    Map.entry("spectral", method("pretrained", "eval")),
                    Map.entry("nested", method("diffusion", "pretrained", "eval")));

    private static final List<String> PARTS = List.copyOf(ARROWS.keySet());

    private static final JavaClasses LIBRARY =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .importPackages("org.symbiosis");

    @ParameterizedTest
    @FieldSource("PARTS")
    void arrowsPointOneWay(String part) {
        List<String> allowed = ARROWS.get(part);
        classes()
                .that(describe("belong to " + part, c -> part.equals(part(c))))
                .should()
                .onlyDependOnClassesThat(
                        describe(
                                "belong to the JDK, to other libraries or to one of " + allowed,
                                c ->
                                        !isOurs(c)
                                                || part(c).isEmpty()
                                                || part(c).equals(part)
                                                || allowed.contains(part(c))))
                .allowEmptyShould(true)
                .check(LIBRARY);
    }

    @Test
    void everyPackageIsOnTheMap() {
        assertThat(LIBRARY)
                .extracting(ArchitectureTest::part)
                .allMatch(part -> part.isEmpty() || PARTS.contains(part));
    }

    @Test
    void rawAddressesStayInTensor() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.symbiosis.tensor..")
                .should()
                .accessTargetWhere(
                        describe("hand out or take raw addresses", ArchitectureTest::isRaw))
                .because("each of them crashes the process when it is a little wrong")
                .check(LIBRARY);
    }

    private static boolean isRaw(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getSimpleName();
        String name = access.getTarget().getName();
        return name.contains("data_ptr")
                || name.equals("from_blob")
                || name.equals("register_parameter")
                || (owner.contains("ArrayRef") && name.equals("<init>"));
    }

    @Test
    void theLibraryPrintsNothing() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(LIBRARY);
    }

    @Test
    void allThatIsRandomComesFromASeed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(StrictMath.class, "random")
                .orShould()
                .callMethod(Collections.class, "shuffle", List.class)
                .because("SplitMix is for data, the engine's generator for tensors")
                .check(LIBRARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Util", "Utils", "Helper", "Manager", "Impl"})
    void namesSayWhatAClassIs(String ending) {
        noClasses().should().haveSimpleNameEndingWith(ending).check(LIBRARY);
    }

    /** What every method may use, and what this one may use besides. */
    private static List<String> method(String... besides) {
        return Stream.concat(
                        Stream.of("nn", "data", "train", "tensor", "config"), Stream.of(besides))
                .toList();
    }

    private static boolean isOurs(JavaClass c) {
        return c.getPackageName().equals("org.symbiosis")
                || c.getPackageName().startsWith("org.symbiosis.");
    }

    /** The first part of the package's name after ours: {@code data} of {@code data.rooms}. */
    private static String part(JavaClass c) {
        String[] names = c.getPackageName().split("\\.", -1);
        return names.length > 2 ? names[2] : "";
    }
}
