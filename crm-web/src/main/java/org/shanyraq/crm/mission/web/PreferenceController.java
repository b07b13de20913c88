package org.shanyraq.crm.mission.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.mission.Officers;
import org.shanyraq.crm.mission.Preferences;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.UserLanguage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own language and theme. */
@Controller("crmPreferenceController")
@RequestMapping("${crm.web.base-path:/crm}/me")
class PreferenceController {

    private static final Set<String> THEMES = Set.of("light", "dark");

    private final Officers officers;
    private final UserLanguage language;
    private final Redirects redirects;

    PreferenceController(Officers officers, UserLanguage language, Redirects redirects) {
        this.officers = officers;
        this.language = language;
        this.redirects = redirects;
    }

    @GetMapping
    @Requires(Right.BE_HERE)
    String show(Model model) {
        model.addAttribute("preferences", officers.preferences());
        model.addAttribute("missions", officers.missions());
        return "crm/mission/me";
    }

    @PostMapping
    @Requires(Right.BE_HERE)
    String save(
            @RequestParam("language") String wanted,
            @RequestParam("theme") String theme,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        prefer(language(wanted), theme(theme), request);
        Flash.success(redirect, "crm.mission.me.saved");
        return redirects.to("/me");
    }

    @PostMapping("/language")
    @Requires(Right.BE_HERE)
    String speak(@RequestParam("language") String wanted, HttpServletRequest request) {
        prefer(language(wanted), officers.preferences().theme(), request);
        return redirects.to("");
    }

    @PostMapping("/theme")
    @Requires(Right.BE_HERE)
    String theme(@RequestParam("theme") String theme, HttpServletRequest request) {
        prefer(officers.preferences().language(), theme(theme), request);
        return redirects.to("");
    }

    private void prefer(@Nullable String wanted, @Nullable String theme, HttpServletRequest request) {
        Preferences preferences = new Preferences(wanted, theme);
        officers.prefer(preferences);
        language.remember(request, preferences);
    }

    private static @Nullable String language(String wanted) {
        if (wanted.isEmpty() || UserLanguage.LANGUAGES.contains(wanted)) {
            return wanted.isEmpty() ? null : wanted;
        }
        throw InvalidInputException.of("language", "crm.error.value");
    }

    private static @Nullable String theme(String theme) {
        if (theme.isEmpty() || THEMES.contains(theme)) {
            return theme.isEmpty() ? null : theme;
        }
        throw InvalidInputException.of("theme", "crm.error.value");
    }
}
