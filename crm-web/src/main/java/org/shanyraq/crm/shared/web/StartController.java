package org.shanyraq.crm.shared.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page, the manual (with the rights that have a text there), and the page after a sign-out. */
@Controller("crmStartController")
class StartController {

    private final PageSupport page;
    private final ObjectProvider<HelpTable> tables;
    private final ObjectProvider<StartPanel> panels;

    StartController(PageSupport page, ObjectProvider<HelpTable> tables, ObjectProvider<StartPanel> panels) {
        this.page = page;
        this.tables = tables;
        this.panels = panels;
    }

    @GetMapping("${crm.web.base-path:/crm}")
    @Requires(Right.BE_HERE)
    String start(Model model) {
        model.addAttribute("acts", page.startLinks(StartLink.Kind.ACT));
        model.addAttribute("places", page.startLinks(StartLink.Kind.BROWSE));
        Map<StartPanel.Place, List<StartPanel.Shown>> shown = shown();
        for (StartPanel.Place place : StartPanel.Place.values()) {
            model.addAttribute(page.code(place), shown.getOrDefault(place, List.of()));
        }
        return "crm/start";
    }

    private Map<StartPanel.Place, List<StartPanel.Shown>> shown() {
        Map<StartPanel.Place, List<StartPanel.Shown>> shown = new EnumMap<>(StartPanel.Place.class);
        panels.stream()
                .filter(panel -> page.may(panel.right().name()))
                .sorted(Comparator.comparingInt(StartPanel::order))
                .forEach(panel -> {
                    Map<String, Object> content = panel.content().get();
                    if (content != null) {
                        shown.computeIfAbsent(panel.place(), place -> new ArrayList<>())
                                .add(new StartPanel.Shown(panel.place(), panel.template(), panel.fragment(), content));
                    }
                });
        return shown;
    }

    @GetMapping("${crm.web.base-path:/crm}/help")
    @Requires(Right.BE_HERE)
    String help(Model model) {
        model.addAttribute("roles", Role.values());
        model.addAttribute(
                "rights",
                Arrays.stream(Right.values())
                        .filter(right -> page.textOrNull("crm.help.right." + page.code(right)) != null)
                        .toList());
        model.addAttribute("tables", tables.stream().toList());
        return "crm/help";
    }

    @GetMapping("${crm.web.base-path:/crm}/signed-out")
    @PublicRoute
    String signedOut() {
        return "crm/signed-out";
    }
}
