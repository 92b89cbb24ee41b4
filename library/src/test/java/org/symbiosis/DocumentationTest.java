package org.symbiosis;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;
import org.symbiosis.testing.Sources;

/** What is public or protected is documented, and so is every package. */
class DocumentationTest {
    @Test
    void whatIsPublicHasJavadoc() throws IOException {
        Sources sources = Sources.parse();
        DocTrees docs = DocTrees.instance(sources.task());
        List<String> bare = new ArrayList<>();
        Api api = new Api(docs, bare);
        for (CompilationUnitTree unit : sources.units()) {
            api.scan(unit, null);
        }
        assertThat(api.seen).isGreaterThan(100);
        assertThat(bare).as("public or protected without Javadoc").isEmpty();
    }

    @Test
    void everyPackageTellsItsIdea() throws IOException {
        Set<Path> packages = new TreeSet<>();
        Sources.files().forEach(file -> packages.add(file.getParent()));
        for (Path folder : packages) {
            Path info = folder.resolve("package-info.java");
            assertThat(info).exists();
            assertThat(Files.readAllLines(info)).as(info.toString()).hasSizeBetween(10, 35);
        }
    }

    /** Walks through everything that a user of the library can see. */
    private static final class Api extends TreePathScanner<Void, Void> {
        private final DocTrees docs;
        private final List<String> bare;
        private int seen;

        Api(DocTrees docs, List<String> bare) {
            this.docs = docs;
            this.bare = bare;
        }

        @Override
        public Void visitClass(ClassTree tree, Void unused) {
            if (!isVisible(tree.getModifiers())) {
                return null;
            }
            check(tree.getSimpleName().toString());
            return super.visitClass(tree, null);
        }

        @Override
        public Void visitMethod(MethodTree tree, Void unused) {
            boolean overrides =
                    tree.getModifiers().getAnnotations().stream()
                            .anyMatch(a -> a.getAnnotationType().toString().equals("Override"));
            if (isVisible(tree.getModifiers()) && !overrides) {
                check(tree.getName().toString());
            }
            return null;
        }

        /** What an initialiser declares is its own. */
        @Override
        public Void visitBlock(BlockTree tree, Void unused) {
            return null;
        }

        @Override
        public Void visitVariable(VariableTree tree, Void unused) {
            ClassTree owner = (ClassTree) enclosing().getLeaf();
            boolean component =
                    owner.getKind() == Tree.Kind.RECORD
                            && !tree.getModifiers().getFlags().contains(Modifier.STATIC);
            if (!component && isVisible(tree.getModifiers()) && !isSelfEvident(owner, tree)) {
                check(tree.getName().toString());
            }
            return null;
        }

        /** Constants of an enum may go without where all of them do: RED, GREEN, BLUE. */
        private boolean isSelfEvident(ClassTree owner, VariableTree tree) {
            return isConstant(owner, tree)
                    && owner.getMembers().stream()
                            .filter(member -> isConstant(owner, member))
                            .map(member -> new TreePath(enclosing(), member))
                            .allMatch(path -> docs.getDocCommentTree(path) == null);
        }

        private static boolean isConstant(ClassTree owner, Tree member) {
            return owner.getKind() == Tree.Kind.ENUM
                    && member instanceof VariableTree v
                    && v.getType() != null
                    && owner.getSimpleName().contentEquals(v.getType().toString());
        }

        private TreePath enclosing() {
            return getCurrentPath().getParentPath();
        }

        private boolean isVisible(ModifiersTree modifiers) {
            Set<Modifier> flags = modifiers.getFlags();
            boolean ofInterface = enclosing().getLeaf().getKind() == Tree.Kind.INTERFACE;
            return flags.contains(Modifier.PUBLIC)
                    || flags.contains(Modifier.PROTECTED)
                    || (ofInterface && !flags.contains(Modifier.PRIVATE));
        }

        private void check(String name) {
            seen++;
            if (docs.getDocCommentTree(getCurrentPath()) == null) {
                Path file =
                        Path.of(getCurrentPath().getCompilationUnit().getSourceFile().getName());
                bare.add(file.getFileName() + ": " + name);
            }
        }
    }
}
