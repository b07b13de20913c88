package org.shanyraq.crm.timeline.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.timeline.Timelines;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What happened with a contact, an organisation or a dialogue; the latest of it also as a part of the page of the record. */
@Controller("crmTimelineController")
@RequestMapping("${crm.web.base-path:/crm}")
class TimelineController {

    private static final int PAGE = 50;
    private static final int LATEST = 10;

    private final Timelines timelines;
    private final PageSupport page;

    TimelineController(Timelines timelines, PageSupport page) {
        this.timelines = timelines;
        this.page = page;
    }

    @GetMapping("/contacts/{contactId}/timeline")
    @Requires(Right.READ_DIRECTORY)
    String ofContact(
            @PathVariable UUID contactId,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        return shown(new RecordRef("contact", contactId), source, cursor, request, model);
    }

    @GetMapping("/organisations/{id}/timeline")
    @Requires(Right.READ_DIRECTORY)
    String ofOrganisation(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        return shown(new RecordRef("organisation", id), source, cursor, request, model);
    }

    @GetMapping("/dialogues/{dialogueId}/timeline")
    @Requires(Right.READ_DIALOGUES)
    String ofDialogue(
            @PathVariable UUID dialogueId,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        return shown(new RecordRef("dialogue", dialogueId), source, cursor, request, model);
    }

    private String shown(
            RecordRef subject,
            @Nullable String source,
            @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        boolean part = Htmx.isFragment(request);
        List<String> sources = timelines.sources(subject.kind());
        Set<String> wanted = source == null || !sources.contains(source) ? Set.of() : Set.of(source);
        model.addAttribute("subject", subject);
        model.addAttribute("base", page.recordPath(subject) + "/timeline");
        model.addAttribute("sources", sources);
        model.addAttribute("source", wanted.isEmpty() ? null : source);
        model.addAttribute("slice", timelines.of(subject, wanted, new Paging(cursor, part ? LATEST : PAGE)));
        if (part) {
            return "crm/timeline/timeline :: entries";
        }
        model.addAttribute("whole", timelines.subject(subject));
        return "crm/timeline/timeline";
    }
}
