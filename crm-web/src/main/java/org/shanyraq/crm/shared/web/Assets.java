package org.shanyraq.crm.shared.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.shanyraq.crm.shared.Sha256;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The styles, scripts and images of the CRM. Their address holds the hash of all of them, so a browser may keep them for ever
 * and never sees a mixture of two versions. Of the library's style sheet only what the pages use is served, see {@link LeanStyles}.
 */
final class Assets {

    private static final List<String> PATTERNS = List.of(
            "classpath*:/static/crm/*.*",
            "classpath*:/META-INF/resources/webjars/tabler__core/*/dist/css/tabler.min.css",
            "classpath*:/META-INF/resources/webjars/htmx.org/*/dist/htmx.min.js");

    /** Of the style sheet of the library, which is served without what the pages do not use. */
    static final String LIBRARY = "tabler.min.css";

    private final String version;
    private final List<Resource> folders;
    private final Resource lean;
    private final WebProperties web;

    Assets(WebProperties web) {
        this.web = web;
        try {
            PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
            MessageDigest digest = Sha256.digest();
            Resource[] files = PATTERNS.stream()
                    .flatMap(pattern -> find(resolver, pattern))
                    .sorted(Comparator.comparing(Assets::name))
                    .toArray(Resource[]::new);
            lean = new Lean(lean(resolver, files));
            for (Resource file : files) {
                digest.update(
                        LIBRARY.equals(file.getFilename())
                                ? lean.getContentAsByteArray()
                                : file.getContentAsByteArray());
            }
            version = HexFormat.of().formatHex(digest.digest(), 0, 8);
            folders = Stream.concat(
                            Stream.of("classpath:/static/crm/").map(resolver::getResource),
                            Arrays.stream(files)
                                    .filter(file -> !name(file).startsWith("crm."))
                                    .map(Assets::folder)
                                    .distinct())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the styles and scripts of the CRM cannot be read", e);
        }
    }

    /** Pattern of the paths under which {@link #folders} are served. */
    String pattern() {
        return web.path("/assets/" + version + "/**");
    }

    String path(String file) {
        return web.path("/assets/" + version + "/" + file);
    }

    List<Resource> folders() {
        return folders;
    }

    /** The style sheet at {@link #libraryPath}. */
    Resource lean() {
        return lean;
    }

    String libraryPath() {
        return path(LIBRARY);
    }

    private static byte[] lean(PathMatchingResourcePatternResolver resolver, Resource[] files) throws IOException {
        Set<String> classes = new HashSet<>();
        for (Resource template : resolver.getResources("classpath*:/templates/crm/**/*.html")) {
            classes.addAll(LeanStyles.classesIn(template.getContentAsString(StandardCharsets.UTF_8)));
        }
        StringBuilder library = new StringBuilder();
        StringBuilder own = new StringBuilder();
        for (Resource file : files) {
            if (name(file).endsWith(".css")) {
                (LIBRARY.equals(file.getFilename()) ? library : own)
                        .append(file.getContentAsString(StandardCharsets.UTF_8));
            }
        }
        return LeanStyles.of(library.toString(), classes, own.toString()).getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<Resource> find(PathMatchingResourcePatternResolver resolver, String pattern) {
        try {
            return Arrays.stream(resolver.getResources(pattern));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Resource file) {
        String name = file.getFilename();
        return name == null ? "" : name;
    }

    private static Resource folder(Resource file) {
        try {
            return file.createRelative("./");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Lean extends ByteArrayResource {

        Lean(byte[] css) {
            super(css, LIBRARY);
        }

        @Override
        public String getFilename() {
            return LIBRARY;
        }
    }
}
