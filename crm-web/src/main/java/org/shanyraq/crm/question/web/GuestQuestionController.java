package org.shanyraq.crm.question.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.question.GuestQuestion;
import org.shanyraq.crm.question.HallBoard;
import org.shanyraq.crm.question.HallPage;
import org.shanyraq.crm.question.HallPages;
import org.shanyraq.crm.question.HallVisitor;
import org.shanyraq.crm.question.QuestionId;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.web.PublicRoute;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.UserLanguage;
import org.shanyraq.crm.shared.web.WebProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.WebUtils;

/**
 * The guests' page of a hall, for phones: ask, see what was approved, vote, report. Looking changes nothing; it only gives the browser something random by
 * which it is known again, and without which nobody asks or votes.
 */
@Controller("crmGuestQuestionController")
@RequestMapping("${crm.web.base-path:/crm}" + GuestQuestionController.PATH)
class GuestQuestionController {

    static final String PATH = "/q";

    static final String COOKIE = "crm-hall";

    private static final Duration LIFE_OF_DEVICE = Duration.ofDays(3);
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_-]{32}");
    private static final int DEVICE_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String VIEW = "crm/question/hall-guests";
    private static final String OWN = "crm/question/hall-guests :: own";
    private static final int CUT = 1_000;

    private final HallPages pages;
    private final LiveHub live;
    private final PublicHall hall;
    private final Redirects redirects;
    private final WebProperties web;

    GuestQuestionController(HallPages pages, LiveHub live, PublicHall hall, Redirects redirects, WebProperties web) {
        this.pages = pages;
        this.live = live;
        this.hall = hall;
        this.redirects = redirects;
        this.web = web;
    }

    @GetMapping("/{secret}")
    @PublicRoute
    String open(
            @PathVariable String secret,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String done,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (device(request).isEmpty()) {
            giveDevice(request, response);
        }
        model.addAttribute("done", done.matches("asked|reported") ? done : "");
        return shown(secret, language, request, response, model);
    }

    /** What this device asked, as it is now. */
    @GetMapping("/{secret}.own")
    @PublicRoute
    String own(
            @PathVariable String secret,
            @RequestParam(defaultValue = "") String language,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        shown(secret, language, request, response, model);
        return OWN;
    }

    @GetMapping("/{secret}.live")
    @PublicRoute
    void live(@PathVariable String secret, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<HallBoard> found = pages.guests(secret);
        if (found.isEmpty()) {
            hall.gone(request, response);
            return;
        }
        live.listen(found.get().dialogue(), LiveHub.Audience.GUESTS, secret, request, response);
    }

    @PostMapping("/{secret}")
    @PublicRoute
    String ask(
            @PathVariable String secret,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(defaultValue = "") String entry,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        // What was typed comes back when it is refused, but no more of it than anybody types.
        model.addAttribute("typed", Map.of("text", cut(text), "name", cut(name)));
        speak(language, request);
        try {
            boolean taken = pages.ask(
                    secret, visitor(request), new GuestQuestion(entry(entry), name, text, spoken(language, request)));
            return taken
                    ? redirects.to(PATH + '/' + secret + "?done=asked" + asked(language))
                    : shown(secret, language, request, response, model);
        } catch (ConflictException refused) {
            return refused(secret, language, refused, request, response, model);
        } catch (InvalidInputException wrong) {
            Map<String, Violation> violations = new HashMap<>();
            wrong.violations().forEach(violation -> violations.putIfAbsent(violation.field(), violation));
            model.addAttribute("wrong", violations);
            String view = shown(secret, language, request, response, model);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return view;
        }
    }

    @PostMapping("/{secret}.vote")
    @PublicRoute
    String vote(
            @PathVariable String secret,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String question,
            @RequestParam(defaultValue = "true") boolean wanted,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        speak(language, request);
        try {
            Optional<QuestionId> id = id(question);
            boolean good = id.isPresent() && pages.vote(secret, visitor(request), id.get(), wanted);
            return good
                    ? redirects.to(PATH + '/' + secret + "?done=" + asked(language) + "#q-" + id.get())
                    : shown(secret, language, request, response, model);
        } catch (ConflictException refused) {
            return refused(secret, language, refused, request, response, model);
        }
    }

    /** Says that something is wrong with a question. */
    @PostMapping("/{secret}.flag")
    @PublicRoute
    String report(
            @PathVariable String secret,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String question,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        speak(language, request);
        try {
            Optional<QuestionId> id = id(question);
            boolean good = id.isPresent() && pages.report(secret, visitor(request), id.get());
            return good
                    ? redirects.to(PATH + '/' + secret + "?done=reported" + asked(language))
                    : shown(secret, language, request, response, model);
        } catch (ConflictException refused) {
            return refused(secret, language, refused, request, response, model);
        }
    }

    private String refused(
            String secret,
            String language,
            ConflictException refused,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("refusal", refused.key());
        model.addAttribute("refusalArguments", refused.arguments());
        if (device(request).isEmpty()) {
            giveDevice(request, response);
        }
        String view = shown(secret, language, request, response, model);
        response.setStatus(HttpStatus.CONFLICT.value());
        return view;
    }

    private String shown(
            String secret, String language, HttpServletRequest request, HttpServletResponse response, Model model) {
        PublicHall.unsearched(response);
        speak(language, request);
        Optional<HallPage> found = pages.open(secret, visitor(request));
        if (found.isEmpty()) {
            model.addAttribute("stage", hall.gone(request, response) == HttpStatus.NOT_FOUND ? "gone" : "wait");
            return VIEW;
        }
        if (!model.containsAttribute("done")) {
            model.addAttribute("done", "");
        }
        model.addAttribute("stage", "open");
        model.addAttribute("hall", found.get());
        model.addAttribute("path", PATH + '/' + secret);
        model.addAttribute("language", chosen(language));
        model.addAttribute("languages", UserLanguage.LANGUAGES);
        model.addAttribute("entry", UUID.randomUUID());
        model.addAttribute("mostText", HallPages.MOST_TEXT);
        model.addAttribute("mostName", HallPages.MOST_NAME);
        model.addAttribute("mark", BoardJson.mark(secret));
        return VIEW;
    }

    // ---- the device
    // --------------------------------------------------------------------------------------------------------

    private HallVisitor visitor(HttpServletRequest request) {
        return new HallVisitor(device(request), request.getRemoteAddr());
    }

    private static String device(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null || !DEVICE.matcher(cookie.getValue()).matches() ? "" : cookie.getValue();
    }

    /** Sent along by whoever follows the address, and by no form of another site. */
    private void giveDevice(HttpServletRequest request, HttpServletResponse response) {
        byte[] bytes = new byte[DEVICE_BYTES];
        RANDOM.nextBytes(bytes);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(
                                COOKIE, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                        .path(request.getContextPath() + web.path(PATH))
                        .maxAge(LIFE_OF_DEVICE)
                        .httpOnly(true)
                        .secure(request.isSecure() || web.isHttps())
                        .sameSite("Lax")
                        .build()
                        .toString());
    }

    // ---- what was sent
    // -----------------------------------------------------------------------------------------------------

    private static UUID entry(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return UUID.randomUUID();
        }
    }

    private static Optional<QuestionId> id(String text) {
        try {
            return Optional.of(QuestionId.of(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static String cut(@Nullable String typed) {
        return typed == null ? "" : typed.length() <= CUT ? typed : typed.substring(0, CUT);
    }

    private static String chosen(String language) {
        return UserLanguage.LANGUAGES.contains(language) ? language : "";
    }

    /** For the page that comes next. */
    private static String asked(String language) {
        return chosen(language).isEmpty() ? "" : "&language=" + language;
    }

    private static void speak(String language, HttpServletRequest request) {
        if (!chosen(language).isEmpty()) {
            UserLanguage.speak(request, language);
        }
    }

    private static String spoken(String language, HttpServletRequest request) {
        if (!chosen(language).isEmpty()) {
            return language;
        }
        for (Locale asked : Collections.list(request.getLocales())) {
            if (UserLanguage.LANGUAGES.contains(asked.getLanguage())) {
                return asked.getLanguage();
            }
        }
        return "en";
    }
}
