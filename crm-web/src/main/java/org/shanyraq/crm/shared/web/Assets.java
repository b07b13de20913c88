package org.shanyraq.crm.shared.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The styles, scripts and images of the CRM. Their address holds the hash of all of them, so a browser may keep them for ever
 * and never sees a mixture of two versions.
 */
final class Assets {

    private static final List<String> PATTERNS = List.of(
            "classpath*:/static/crm/*.*",
            "classpath*:/META-INF/resources/webjars/tabler__core/*/dist/css/tabler.min.css",
            "classpath*:/META-INF/resources/webjars/htmx.org/*/dist/htmx.min.js");

    private final String version;
    private final List<Resource> folders;
    private final WebProperties web;

    Assets(WebProperties web) {
        this.web = web;
        try {
            PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Resource[] files = PATTERNS.stream()
                    .flatMap(pattern -> find(resolver, pattern))
                    .sorted(Comparator.comparing(Assets::name))
                    .toArray(Resource[]::new);
            for (Resource file : files) {
                try (InputStream content = file.getInputStream()) {
                    digest.update(content.readAllBytes());
                }
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
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
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
}
