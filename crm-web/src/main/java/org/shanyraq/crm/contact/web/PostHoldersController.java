package org.shanyraq.crm.contact.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.MandateQuery;
import org.shanyraq.crm.contact.MandateView;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.web.Htmx;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Everybody who ever held a post, or held it on a day: the part of a post's page that knows people. */
@Controller("crmPostHoldersController")
@RequestMapping("${crm.web.base-path:/crm}/posts/{id}/holders")
class PostHoldersController {

    private final Mandates mandates;
    private final Posts posts;
    private final Clock clock;

    PostHoldersController(Mandates mandates, Posts posts, Clock clock) {
        this.mandates = mandates;
        this.posts = posts;
        this.clock = clock;
    }

    @GetMapping
    @Requires(Right.READ_DIRECTORY)
    String holders(
            @PathVariable PostId id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String cursor,
            Model model,
            HttpServletRequest request) {
        model.addAttribute("asOf", asOf);
        if (asOf == null) {
            model.addAttribute("holders", mandates.of(id));
        } else {
            Slice<MandateView> slice = mandates.list(
                    new MandateQuery(null, id, null, null, null, asOf), new Paging(cursor, Paging.MAX_SIZE));
            model.addAttribute("holders", slice.items());
            model.addAttribute("slice", slice);
        }
        if (Htmx.isFragment(request)) {
            return "crm/contact/holders :: list";
        }
        model.addAttribute("post", posts.get(id, LocalDate.now(clock)));
        return "crm/contact/holders";
    }
}
