package org.shanyraq.crm.mission.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.shared.web.Picked;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Suggests officers to pickers. */
@Controller("crmOfficerController")
@RequestMapping("${crm.web.base-path:/crm}/officers")
class OfficerController {

    private final OfficerOptions officers;
    private final Access access;

    OfficerController(OfficerOptions officers, Access access) {
        this.officers = officers;
        this.access = access;
    }

    @GetMapping("/suggest")
    @Requires(Right.BE_HERE)
    String suggest(
            @RequestParam(required = false) @Nullable MissionId mission, HttpServletRequest request, Model model) {
        String text = Picked.typed(request);
        model.addAttribute(
                "options",
                text.length() < 2 ? List.of() : officers.of(text, mission == null ? access.home() : mission));
        return "crm/organisation/suggestions";
    }
}
