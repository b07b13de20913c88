package org.shanyraq.crm.followup.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.followup.CommitmentQuery;
import org.shanyraq.crm.followup.CommitmentState;
import org.shanyraq.crm.followup.Commitments;
import org.shanyraq.crm.followup.FollowUpQuery;
import org.shanyraq.crm.followup.FollowUps;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.Htmx;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** What is to be done, and what is owed, about one record: a part of its page, and a page of its own. */
@Controller("crmOwedPanelController")
@RequestMapping("${crm.web.base-path:/crm}/owed/{link}")
class OwedPanelController {

    private static final int MOST = 50;

    private final FollowUps followUps;
    private final Commitments commitments;

    OwedPanelController(FollowUps followUps, Commitments commitments) {
        this.followUps = followUps;
        this.commitments = commitments;
    }

    /** @param link the record, as {@code contact:0192…} */
    @GetMapping
    @Requires(Right.READ_FOLLOW_UPS)
    String show(@PathVariable String link, HttpServletRequest request, Model model) {
        RecordRef ref = LinkText.read(link);
        RecordSight sight = ref == null
                ? null
                : followUps.see(List.of(ref)).stream().findFirst().orElse(null);
        if (sight == null) {
            throw new NotFoundException();
        }
        model.addAttribute("record", sight);
        model.addAttribute("link", link);
        model.addAttribute(
                "followUps",
                followUps
                        .list(FollowUpQuery.OPEN.about(ref), Paging.first(MOST))
                        .items());
        model.addAttribute(
                "commitments",
                commitments
                        .list(CommitmentQuery.ALL.about(ref).in(CommitmentState.OPEN), Paging.first(MOST))
                        .items());
        return Htmx.isFragment(request) ? "crm/followup/owed :: entries" : "crm/followup/owed";
    }
}
