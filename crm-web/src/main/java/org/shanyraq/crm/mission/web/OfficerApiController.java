package org.shanyraq.crm.mission.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.mission.Colleague;
import org.shanyraq.crm.mission.Colleagues;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The officers of a mission. */
@RestController("crmOfficerApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/officers")
class OfficerApiController {

    private final Colleagues colleagues;
    private final Access access;

    OfficerApiController(Colleagues colleagues, Access access) {
        this.colleagues = colleagues;
        this.access = access;
    }

    /**
     * Finds officers who belong to a mission now: people, by name, at most ten.
     *
     * @param text each word of it begins a word of the name, in any script
     * @param mission one whose records the client sees; its own when left out
     */
    @GetMapping
    @Requires(Right.BE_HERE)
    List<Colleague> suggest(@RequestParam String text, @RequestParam(required = false) @Nullable MissionId mission) {
        return colleagues.suggest(text, mission == null ? access.home() : mission);
    }
}
