package org.shanyraq.crm.question.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.shanyraq.crm.question.HallBoard;
import org.shanyraq.crm.question.HallPages;
import org.shanyraq.crm.shared.web.PublicRoute;
import org.shanyraq.crm.shared.web.UserLanguage;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The wall of a hall, for a beamer: what is being asked, what comes next, and where phones ask. Takes nothing in. */
@Controller("crmWallController")
@RequestMapping("${crm.web.base-path:/crm}" + WallController.PATH)
class WallController {

    static final String PATH = "/wall";

    private static final String VIEW = "crm/question/hall-wall";
    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml;charset=UTF-8");

    private final HallPages pages;
    private final LiveHub live;
    private final PublicHall hall;
    private final OutsideAddress outside;

    WallController(HallPages pages, LiveHub live, PublicHall hall, OutsideAddress outside) {
        this.pages = pages;
        this.live = live;
        this.hall = hall;
        this.outside = outside;
    }

    /** @param theme {@code light} or {@code dark}; else as the device asks */
    @GetMapping("/{secret}")
    @PublicRoute
    String open(
            @PathVariable String secret,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String theme,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        PublicHall.unsearched(response);
        if (UserLanguage.LANGUAGES.contains(language)) {
            UserLanguage.speak(request, language);
        }
        Optional<HallBoard> found = pages.wall(secret);
        if (found.isEmpty()) {
            model.addAttribute("stage", hall.gone(request, response) == HttpStatus.NOT_FOUND ? "gone" : "wait");
            return VIEW;
        }
        model.addAttribute("stage", "open");
        model.addAttribute("board", found.get());
        model.addAttribute("path", PATH + '/' + secret);
        model.addAttribute("theme", theme.matches("light|dark") ? theme : "");
        model.addAttribute("mark", BoardJson.mark(found.get().guests()));
        return VIEW;
    }

    /** The address of the guests' page, to be read by phones. */
    @GetMapping("/{secret}.svg")
    @PublicRoute
    ResponseEntity<String> picture(
            @PathVariable String secret, HttpServletRequest request, HttpServletResponse response) {
        PublicHall.unsearched(response);
        Optional<String> picture = pages.picture(secret, outside.ofGuests(request));
        return picture.isPresent()
                ? ResponseEntity.ok().contentType(SVG).body(picture.get())
                : ResponseEntity.status(hall.gone(request, response)).build();
    }

    @GetMapping("/{secret}.live")
    @PublicRoute
    void live(@PathVariable String secret, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<HallBoard> found = pages.wall(secret);
        if (found.isEmpty()) {
            hall.gone(request, response);
            return;
        }
        live.listen(found.get().dialogue(), LiveHub.Audience.WALL, secret, request, response);
    }
}
