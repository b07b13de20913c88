package org.shanyraq.crm.api;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.JavadocProvider;

/** Reads what the Javadoc in the sources says of types, their components and their methods, so that it is written once. */
final class SourceJavadoc implements JavadocProvider {

    private final Map<String, Comment> comments = new HashMap<>();

    /** @param roots folders of sources */
    SourceJavadoc(Path... roots) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests need a JDK");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources(roots)));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Reader(trees, unit).scan(unit, null);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> sources(Path... roots) throws IOException {
        List<Path> found = List.of();
        for (Path root : roots) {
            try (Stream<Path> files = Files.walk(root)) {
                found = Stream.concat(found.stream(), files.filter(file -> file.toString()
                                .endsWith(".java")))
                        .sorted()
                        .toList();
            }
        }
        return found;
    }

    /** @param parameters name of a parameter or component to what is said of it */
    private record Comment(String text, Map<String, String> parameters) {}

    private final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final DocTrees trees;
        private final CompilationUnitTree unit;
        private String type;

        Reader(DocTrees trees, CompilationUnitTree unit) {
            this.trees = trees;
            this.unit = unit;
            this.type = String.valueOf(unit.getPackageName());
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
            String outer = type;
            type = outer + "." + tree.getSimpleName();
            keep(type);
            super.visitClass(tree, null);
            type = outer;
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
            keep(type + "#" + tree.getName());
            return super.visitMethod(tree, null);
        }

        private void keep(String name) {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment == null) {
                return;
            }
            Map<String, String> parameters = new LinkedHashMap<>();
            for (DocTree tag : comment.getBlockTags()) {
                if (tag instanceof ParamTree parameter) {
                    parameters.put(parameter.getName().toString(), text(parameter.getDescription()));
                }
            }
            comments.put(name, new Comment(text(comment.getFullBody()), parameters));
        }
    }

    private static String text(List<? extends DocTree> parts) {
        return parts.stream()
                .map(SourceJavadoc::text)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String text(DocTree part) {
        if (part instanceof TextTree words) {
            return words.getBody();
        }
        if (part instanceof LiteralTree code) {
            return "`" + code.getBody().getBody() + "`";
        }
        if (part instanceof LinkTree link) {
            String target = link.getReference().getSignature();
            return "`" + target.substring(target.lastIndexOf('#') + 1) + "`";
        }
        return " ";
    }

    private @Nullable Comment of(Class<?> type) {
        return comments.get(Objects.requireNonNullElse(type.getCanonicalName(), ""));
    }

    private @Nullable Comment of(Method method) {
        return comments.get(method.getDeclaringClass().getCanonicalName() + "#" + method.getName());
    }

    @Override
    public String getClassJavadoc(Class<?> type) {
        Comment comment = of(type);
        return comment == null ? "" : comment.text();
    }

    @Override
    public Map<String, String> getRecordClassParamJavadoc(Class<?> type) {
        Comment comment = of(type);
        return comment == null ? Map.of() : comment.parameters();
    }

    @Override
    public String getMethodJavadocDescription(Method method) {
        Comment comment = of(method);
        return comment == null ? "" : comment.text();
    }

    @Override
    public String getMethodJavadocReturn(Method method) {
        return "";
    }

    @Override
    public Map<String, String> getMethodJavadocThrows(Method method) {
        return Map.of();
    }

    @Override
    public String getParamJavadoc(Method method, String name) {
        Comment comment = of(method);
        return comment == null ? "" : comment.parameters().getOrDefault(name, "");
    }

    @Override
    public String getFieldJavadoc(Field field) {
        return getRecordClassParamJavadoc(field.getDeclaringClass()).getOrDefault(field.getName(), "");
    }

    @Override
    public String getFirstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }
}
