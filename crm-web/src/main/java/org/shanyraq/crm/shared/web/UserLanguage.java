package org.shanyraq.crm.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.mission.Officers;
import org.shanyraq.crm.mission.Preferences;
import org.springframework.beans.factory.ObjectProvider;

/** The language and the theme of a request: as the officer prefers, else as the browser asks. */
public final class UserLanguage {

    /** The languages of the pages, in the order in which they are offered. */
    public static final List<String> LANGUAGES = List.of("en", "fr", "kk", "ru");

    private static final String LANGUAGE = "crm.language";
    private static final String THEME = "crm.theme";
    private static final String SPOKEN = UserLanguage.class.getName() + ".spoken";

    private final Access access;
    private final ObjectProvider<Officers> officers;

    UserLanguage(Access access, ObjectProvider<Officers> officers) {
        this.access = access;
        this.officers = officers;
    }

    /**
     * Has this request answered in that language, whatever the browser asks: for whoever follows a link of a letter.
     *
     * @param language of the letter; English where it is none of {@link #LANGUAGES}
     */
    public static void speak(HttpServletRequest request, String language) {
        request.setAttribute(SPOKEN, LANGUAGES.contains(language) ? language : "en");
    }

    /** The locale of the request, with one of {@link #LANGUAGES}. */
    public Locale locale(HttpServletRequest request) {
        if (request.getAttribute(SPOKEN) instanceof String spoken) {
            return localeOf(spoken);
        }
        String preferred = preferred(request, LANGUAGE);
        if (!preferred.isEmpty()) {
            return localeOf(preferred);
        }
        for (Locale asked : Collections.list(request.getLocales())) {
            if (LANGUAGES.contains(asked.getLanguage())) {
                return localeOf(asked.getLanguage());
            }
        }
        return Locale.UK;
    }

    /** {@code light}, {@code dark}, or null: as the device asks. */
    public @Nullable String theme(HttpServletRequest request) {
        String preferred = preferred(request, THEME);
        return preferred.isEmpty() ? null : preferred;
    }

    /** Makes changed preferences hold for this session at once. */
    public void remember(HttpServletRequest request, Preferences preferences) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.setAttribute(LANGUAGE, preferences.language() == null ? "" : preferences.language());
            session.setAttribute(THEME, preferences.theme() == null ? "" : preferences.theme());
        }
    }

    /** From the session, where the preferences are put by the first page after the sign-in. */
    private String preferred(HttpServletRequest request, String name) {
        HttpSession session = request.getSession(false);
        if (session == null || access.find().isEmpty()) {
            return "";
        }
        if (session.getAttribute(name) == null) {
            Officers known = officers.getIfAvailable();
            if (known == null || !access.officer().may(Right.BE_HERE)) {
                return "";
            }
            remember(request, known.preferences());
        }
        return session.getAttribute(name) instanceof String text ? text : "";
    }

    /** English is British here, as in the words of the product. */
    private static Locale localeOf(String language) {
        return "en".equals(language) ? Locale.UK : Locale.forLanguageTag(language);
    }
}
