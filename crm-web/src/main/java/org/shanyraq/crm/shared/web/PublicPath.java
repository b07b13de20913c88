package org.shanyraq.crm.shared.web;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A page for whoever holds a token and is no officer; a feature declares one as a bean. Such a page knows no session and no sign-in, and its
 * address stands in no log, since it is all that one needs.
 *
 * @param prefix what stands before the token, below the base path, for example {@code /u}
 * @param openToOtherSites whether posts are taken that a page of another site makes a browser send
 */
public record PublicPath(String prefix, boolean openToOtherSites) {

    /** The token, and perhaps what kind of file it opens, or which one of several. */
    private static final String TOKEN = "[A-Za-z0-9_-]+(\\.[a-z]{1,5}|/files/[A-Za-z0-9-]{1,40})?";

    /**
     * Whether the path is that of such a page.
     *
     * @param path as it was asked for, without the context path
     */
    public boolean matches(String path, WebProperties web) {
        return path.matches(Pattern.quote(web.path(prefix + "/")) + TOKEN);
    }

    /** The path as it may stand in a log. */
    static String withoutToken(String path, WebProperties web, List<PublicPath> known) {
        return known.stream()
                .map(page -> web.path(page.prefix() + "/"))
                .filter(path::contains)
                .findFirst()
                .map(start -> path.substring(0, path.indexOf(start)) + start + "…")
                .orElse(path);
    }
}
