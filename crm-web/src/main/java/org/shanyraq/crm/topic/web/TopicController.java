package org.shanyraq.crm.topic.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.web.Difference;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Picked;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.topic.TopicId;
import org.shanyraq.crm.topic.TopicView;
import org.shanyraq.crm.topic.Topics;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list and the form by which administrators keep the topics of their mission. */
@Controller("crmTopicController")
@RequestMapping("${crm.web.base-path:/crm}/topics")
class TopicController {

    private static final int SUGGESTED = 10;
    private static final String FORM = "crm/topic/form";

    private final Topics topics;
    private final Redirects redirects;
    private final PageSupport page;

    TopicController(Topics topics, Redirects redirects, PageSupport page) {
        this.topics = topics;
        this.redirects = redirects;
        this.page = page;
    }

    @GetMapping
    @Requires(Right.ADMINISTER)
    String list(Model model) {
        model.addAttribute("topics", topics.vocabulary(page.language()));
        return "crm/topic/list";
    }

    @GetMapping("/suggest")
    @Requires(Right.READ_INTERACTIONS)
    String suggest(HttpServletRequest request, Model model) {
        String text = Picked.typed(request);
        model.addAttribute(
                "options",
                text.length() < 2
                        ? List.of()
                        : topics.suggest(text, SUGGESTED).stream()
                                .map(topic -> new Option(
                                        topic.id().toString(),
                                        page.text(topic.details().names()),
                                        page.missionOf(topic.mission())))
                                .toList());
        return "crm/organisation/suggestions";
    }

    /** @param parent the topic that the new one stands below */
    @GetMapping("/new")
    @Requires(Right.ADMINISTER)
    String startCreating(@RequestParam(required = false) @Nullable TopicId parent, Model model) {
        TopicForm form = new TopicForm();
        form.setParent(parent == null ? null : parent.value());
        model.addAttribute("form", form);
        return form(null, model);
    }

    @PostMapping
    @Requires(Right.ADMINISTER)
    String create(
            @ModelAttribute("form") TopicForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        form(null, model);
        if (Forms.accepted(errors, () -> topics.create(form.toDetails()))) {
            Flash.success(
                    redirect,
                    "crm.topic.form.created",
                    page.text(form.toDetails().names()));
            return redirects.to("/topics");
        }
        return Forms.again(response, FORM);
    }

    @GetMapping("/{id}/edit")
    @Requires(Right.ADMINISTER)
    String startChanging(@PathVariable TopicId id, Model model) {
        TopicView topic = topics.get(id);
        model.addAttribute("form", TopicForm.of(topic.details(), topic.version()));
        return form(topic, model);
    }

    @PostMapping("/{id}")
    @Requires(Right.ADMINISTER)
    String change(
            @PathVariable TopicId id,
            @ModelAttribute("form") TopicForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        TopicView stored = topics.get(id);
        form(stored, model);
        try {
            if (Forms.accepted(errors, () -> topics.change(id, form.getVersion(), form.toDetails()))) {
                Flash.success(
                        redirect,
                        "crm.topic.form.saved",
                        page.text(form.toDetails().names()));
                return redirects.to("/topics");
            }
        } catch (StaleVersionException stale) {
            model.addAttribute("differences", differences(stored, form));
            form.setVersion(stale.current());
            return Forms.conflict(response, FORM);
        }
        return Forms.again(response, FORM);
    }

    private List<Difference> differences(TopicView theirs, TopicForm mine) {
        List<Difference> all = new ArrayList<>();
        TopicForm their = TopicForm.of(theirs.details(), theirs.version());
        their.getNames()
                .forEach((language, name) -> Difference.add(
                        all,
                        "crm.topic.field.names." + language,
                        name,
                        mine.getNames().get(language)));
        Difference.add(all, "crm.topic.field.handle", their.getHandle(), mine.getHandle());
        Difference.add(all, "crm.topic.field.parent", name(their.getParent()), name(mine.getParent()));
        Difference.add(all, "crm.topic.field.euro-voc", their.getEuroVoc(), mine.getEuroVoc());
        return all;
    }

    private @Nullable String name(@Nullable UUID topic) {
        return topic == null
                ? null
                : topics.getAll(List.of(new TopicId(topic))).stream()
                        .map(found -> page.text(found.details().names()))
                        .findFirst()
                        .orElse(null);
    }

    /** Nobody is asked before: the list offers to take it back. */
    @PostMapping("/{id}/archive")
    @Requires(Right.ADMINISTER)
    String archive(@PathVariable TopicId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(redirect, "crm.topic.list.archive.done", () -> topics.archive(id, version));
    }

    @PostMapping("/{id}/restore")
    @Requires(Right.ADMINISTER)
    String restore(@PathVariable TopicId id, @RequestParam long version, RedirectAttributes redirect) {
        return act(redirect, "crm.topic.list.restore.done", () -> topics.restore(id, version));
    }

    private String act(RedirectAttributes redirect, String done, Supplier<TopicView> act) {
        try {
            Flash.success(redirect, done, page.text(act.get().details().names()));
        } catch (StaleVersionException stale) {
            Flash.warning(redirect, "crm.topic.form.stale");
        }
        return redirects.to("/topics");
    }

    @GetMapping("/{id}/history")
    @Requires(Right.ADMINISTER)
    String history(
            @PathVariable TopicId id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("history", topics.history(id, new Paging(cursor, 20)));
        if (Htmx.isFragment(request)) {
            return "crm/topic/history :: entries";
        }
        model.addAttribute("topic", topics.get(id));
        return "crm/topic/history";
    }

    private String form(@Nullable TopicView topic, Model model) {
        List<TopicView> others = topics.vocabulary(page.language()).stream()
                .filter(other -> topic == null
                        || (!other.id().equals(topic.id()) && other.mission().equals(topic.mission())))
                .toList();
        model.addAttribute("topic", topic);
        model.addAttribute("parents", TopicOptions.options(others, page));
        return FORM;
    }
}
