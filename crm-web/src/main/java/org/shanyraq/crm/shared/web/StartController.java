package org.shanyraq.crm.shared.web;

import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page, the manual, and the page after a sign-out. */
@Controller("crmStartController")
class StartController {

    @GetMapping("${crm.web.base-path:/crm}")
    @Requires(Right.BE_HERE)
    String start() {
        return "crm/start";
    }

    @GetMapping("${crm.web.base-path:/crm}/help")
    @Requires(Right.BE_HERE)
    String help() {
        return "crm/help";
    }

    @GetMapping("${crm.web.base-path:/crm}/signed-out")
    @PublicRoute
    String signedOut() {
        return "crm/signed-out";
    }
}
