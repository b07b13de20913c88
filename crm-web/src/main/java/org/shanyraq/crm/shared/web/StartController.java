package org.shanyraq.crm.shared.web;

import java.util.Arrays;
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

    StartController(PageSupport page, ObjectProvider<HelpTable> tables) {
        this.page = page;
        this.tables = tables;
    }

    @GetMapping("${crm.web.base-path:/crm}")
    @Requires(Right.BE_HERE)
    String start(Model model) {
        model.addAttribute("acts", page.startLinks(StartLink.Kind.ACT));
        model.addAttribute("places", page.startLinks(StartLink.Kind.BROWSE));
        return "crm/start";
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
