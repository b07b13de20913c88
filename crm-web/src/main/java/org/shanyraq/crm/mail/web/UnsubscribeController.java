package org.shanyraq.crm.mail.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.shanyraq.crm.access.PublicVisits;
import org.shanyraq.crm.mail.Unsubscriptions;
import org.shanyraq.crm.shared.web.PublicRoute;
import org.shanyraq.crm.shared.web.UserLanguage;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Where readers of mails unsubscribe (RFC 8058). Looking changes nothing, since scanners look at each link of a mail; a post does, whoever
 * sends it, since mail providers do so for their users. A token that is none is answered as any other.
 */
@Controller("crmUnsubscribeController")
@RequestMapping("${crm.web.base-path:/crm}" + UnsubscribeController.PATH)
class UnsubscribeController {

    static final String PATH = "/u";

    private static final String PURPOSE = "unsubscribe";
    private static final String RETRY_AFTER_SECONDS = "600";

    private final Unsubscriptions unsubscriptions;
    private final PublicVisits visits;

    UnsubscribeController(Unsubscriptions unsubscriptions, PublicVisits visits) {
        this.unsubscriptions = unsubscriptions;
        this.visits = visits;
    }

    @GetMapping("/{token}")
    @PublicRoute
    String ask(@PathVariable String token, HttpServletRequest request, HttpServletResponse response, Model model) {
        return answer("ask", token, request, response, model);
    }

    @PostMapping("/{token}")
    @PublicRoute
    String act(@PathVariable String token, HttpServletRequest request, HttpServletResponse response, Model model) {
        return answer("done", token, request, response, model);
    }

    private String answer(
            String stage, String token, HttpServletRequest request, HttpServletResponse response, Model model) {
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        Optional<String> language =
                stage.equals("done") ? unsubscriptions.unsubscribe(token) : unsubscriptions.languageOf(token);
        if (language.isPresent()) {
            // Whoever has a good link is never sent away for the failures of others behind the same address.
            UserLanguage.speak(request, language.get());
        } else if (visits.isWelcome(PURPOSE, request.getRemoteAddr())) {
            visits.failed(PURPOSE, request.getRemoteAddr());
        } else {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            model.addAttribute("stage", "wait");
            return "crm/mail/unsubscribe";
        }
        model.addAttribute("stage", stage);
        return "crm/mail/unsubscribe";
    }
}
