package org.shanyraq.crm.invitation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.PublicVisits;
import org.shanyraq.crm.dialogue.AttachmentId;
import org.shanyraq.crm.dialogue.GuestFile;
import org.shanyraq.crm.invitation.DelegateDetails;
import org.shanyraq.crm.invitation.GuestAnswer;
import org.shanyraq.crm.invitation.GuestPage;
import org.shanyraq.crm.invitation.GuestPages;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.PassPictures;
import org.shanyraq.crm.invitation.Shortage;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.web.Download;
import org.shanyraq.crm.shared.web.PublicRoute;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.UserLanguage;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The page of a guest, behind the link of a mail. Looking changes nothing, since scanners look at each link of a mail; only an answer that was
 * chosen on the page as it is does. A token that is none, or good no more, is answered as any other.
 */
@Controller("crmGuestPageController")
@RequestMapping("${crm.web.base-path:/crm}" + GuestPageController.PATH)
class GuestPageController {

    static final String PATH = "/r";

    /** Guessing at tokens. */
    private static final String PURPOSE = "answer";

    /** Answering by a token that is good. */
    private static final String ANSWERING = "answering";

    /** What is counted of files, by the link. */
    private static final String FETCHING = "guest-files";

    private static final String RETRY_AFTER_SECONDS = "600";
    private static final String VIEW = "crm/invitation/guest-page";
    private static final int CUT = 1_000;

    /** Beginning of the fields that tell whom a guest brings. */
    private static final String COMPANIONS = "companions";

    /** That there are too few seats for them. */
    private static final String TOO_FEW = "crm.invitation.error.companions-seats";

    private final GuestPages guests;
    private final PublicVisits visits;
    private final ObjectProvider<PassPictures> passes;
    private final Redirects redirects;

    GuestPageController(
            GuestPages guests, PublicVisits visits, ObjectProvider<PassPictures> passes, Redirects redirects) {
        this.guests = guests;
        this.visits = visits;
        this.passes = passes;
        this.redirects = redirects;
    }

    @GetMapping("/{token}")
    @PublicRoute
    String open(
            @PathVariable String token,
            @RequestParam(defaultValue = "false") boolean answered,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("thanks", answered);
        return shown(token, guests.open(token), request, response, model);
    }

    @PostMapping("/{token}")
    @PublicRoute
    String answer(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable GuestReply reply,
            @RequestParam(defaultValue = "") String form,
            @RequestParam(required = false) @Nullable String note,
            @RequestParam(required = false) @Nullable String diet,
            @RequestParam(required = false) @Nullable String access,
            @RequestParam(defaultValue = "TELL") Shortage shortage,
            @RequestParam(defaultValue = "false") boolean forget,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        // What was typed comes back when it is refused, but no more of it than anybody types.
        Map<String, String> typed = new HashMap<>();
        typed.put("note", cut(note));
        typed.put("diet", cut(diet));
        typed.put("access", cut(access));
        TypedCompany company = TypedCompany.of(request);
        if (reply == null) {
            model.addAttribute("typed", typed);
            model.addAttribute("company", company);
            return refused(
                    token,
                    "crm.invitation.error.answer-none",
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    request,
                    response,
                    model);
        }
        // Nobody changes their mind that often: each change locks the dialogue, and may write to whoever waits.
        if (!visits.isWelcome(ANSWERING, token)) {
            return wait(response, model);
        }
        try {
            boolean taken = guests.answer(
                    token, new GuestAnswer(reply, form, note, diet, access, company.company(), shortage, forget));
            return acted(token, taken, "?answered=true", request, response, model);
        } catch (ConflictException late) {
            model.addAttribute("typed", typed);
            model.addAttribute("company", company);
            // Then the guest chooses what is possible.
            model.addAttribute("tooFew", late.key().equals(TOO_FEW));
            return refused(token, late.key(), HttpStatus.CONFLICT, request, response, model);
        } catch (InvalidInputException wrong) {
            model.addAttribute("typed", typed);
            model.addAttribute("company", company);
            Map<String, Violation> violations = new HashMap<>();
            wrong.violations()
                    .forEach(violation -> violations.putIfAbsent(
                            violation.field().startsWith(COMPANIONS) ? COMPANIONS : violation.field(), violation));
            model.addAttribute("wrong", violations);
            return refused(
                    token, "crm.invitation.guest.wrong", HttpStatus.UNPROCESSABLE_CONTENT, request, response, model);
        }
    }

    /** Asks to send somebody. */
    @PostMapping("/{token}.send")
    @PublicRoute
    String delegate(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String form,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable String position,
            @RequestParam(required = false) @Nullable String email,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!visits.isWelcome(ANSWERING, token)) {
            return wait(response, model);
        }
        model.addAttribute("sent", Map.of("name", cut(name), "position", cut(position), "email", cut(email)));
        try {
            boolean asked = guests.delegate(token, form, new DelegateDetails(name, position, email));
            return acted(token, asked, "", request, response, model);
        } catch (ConflictException late) {
            return refused(token, late.key(), HttpStatus.CONFLICT, request, response, model);
        } catch (InvalidInputException wrong) {
            model.addAttribute("wrongDelegate", wrong.violations().get(0));
            return refused(
                    token, "crm.invitation.guest.wrong", HttpStatus.UNPROCESSABLE_CONTENT, request, response, model);
        }
    }

    /** To the page as it is now, which can be loaded anew without answering again. */
    private String acted(
            String token,
            boolean good,
            String query,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!good) {
            return shown(token, Optional.empty(), request, response, model);
        }
        visits.failed(ANSWERING, token);
        return redirects.to(PATH + '/' + token + query);
    }

    private static String wait(HttpServletResponse response, Model model) {
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        model.addAttribute("stage", "wait");
        return VIEW;
    }

    private static String cut(@Nullable String typed) {
        return typed == null ? "" : typed.length() <= CUT ? typed : typed.substring(0, CUT);
    }

    private String refused(
            String token,
            String key,
            HttpStatus status,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<GuestPage> now = guests.open(token);
        String view = shown(token, now, request, response, model);
        if (now.isPresent()) {
            // It was as much work as one that is taken.
            visits.failed(ANSWERING, token);
            response.setStatus(status.value());
            model.addAttribute("refusal", key);
        }
        return view;
    }

    @GetMapping("/{token}.ics")
    @PublicRoute
    void calendar(@PathVariable String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        Optional<String> calendar = guests.calendar(token);
        if (calendar.isEmpty()) {
            response.setStatus((isWelcome(request) ? HttpStatus.NOT_FOUND : HttpStatus.TOO_MANY_REQUESTS).value());
            return;
        }
        byte[] content = calendar.get().getBytes(StandardCharsets.UTF_8);
        Download.of("dialogue.ics", "text/calendar;charset=UTF-8")
                .ofSize(content.length)
                .send(response, out -> out.write(content));
    }

    /** A file that the host gives to all guests. */
    @GetMapping("/{token}/files/{id}")
    @PublicRoute
    void file(
            @PathVariable String token,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        Optional<GuestFile> found = id(id).flatMap(known -> guests.file(token, known));
        if (found.isEmpty()) {
            response.setStatus((isWelcome(request) ? HttpStatus.NOT_FOUND : HttpStatus.TOO_MANY_REQUESTS).value());
            return;
        }
        if (!visits.isWelcome(FETCHING, token)) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            return;
        }
        GuestFile file = found.get();
        Download download =
                Download.of(file.fileName(), file.type().mediaType()).ofSize(file.size());
        if (request.getMethod().equals("HEAD")) {
            download.announce(response);
            return;
        }
        // A link that is passed on does not keep the host busy with its files.
        visits.failed(FETCHING, token);
        download.send(response, out -> {
            if (!guests.write(token, file.id(), out)) {
                throw new NotFoundException();
            }
        });
    }

    private static Optional<AttachmentId> id(String text) {
        try {
            return Optional.of(AttachmentId.of(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Whether one whose token opened nothing may go on trying. Whoever has a good one is never sent away for the failures of others. */
    private boolean isWelcome(HttpServletRequest request) {
        String visitor = request.getRemoteAddr();
        if (!visits.isWelcome(PURPOSE, visitor)) {
            return false;
        }
        visits.failed(PURPOSE, visitor);
        return true;
    }

    private String shown(
            String token,
            Optional<GuestPage> found,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        if (found.isEmpty()) {
            if (!isWelcome(request)) {
                return wait(response, model);
            }
            response.setStatus(HttpStatus.NOT_FOUND.value());
            model.addAttribute("stage", "gone");
            return VIEW;
        }
        GuestPage guest = found.get();
        UserLanguage.speak(request, guest.language());
        model.addAttribute("stage", "open");
        model.addAttribute("guest", guest);
        if (!model.containsAttribute("company")) {
            model.addAttribute("company", TypedCompany.none());
        }
        model.addAttribute("path", PATH + '/' + token);
        if (guest.reply() == GuestReply.ACCEPT && !guest.waits()) {
            passes.ifAvailable(pass -> model.addAttribute("pass", pass.path(token)));
        }
        return VIEW;
    }
}
