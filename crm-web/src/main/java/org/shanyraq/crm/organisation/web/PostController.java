package org.shanyraq.crm.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationView;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.organisation.PostView;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.web.Difference;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Picked;
import org.shanyraq.crm.shared.web.Redirects;
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

/** The page and the form of posts. */
@Controller("crmPostController")
@RequestMapping("${crm.web.base-path:/crm}")
class PostController {

    private final Posts posts;
    private final Organisations organisations;
    private final Redirects redirects;
    private final PageSupport page;
    private final Clock clock;

    PostController(Posts posts, Organisations organisations, Redirects redirects, PageSupport page, Clock clock) {
        this.posts = posts;
        this.organisations = organisations;
        this.redirects = redirects;
        this.page = page;
        this.clock = clock;
    }

    @GetMapping("/posts/suggest")
    @Requires(Right.READ_DIRECTORY)
    String suggest(HttpServletRequest request, Model model) {
        String text = Picked.typed(request);
        model.addAttribute(
                "options",
                text.length() < 2
                        ? List.of()
                        : posts.suggest(text).stream()
                                .map(post -> new Option(
                                        post.id().toString(),
                                        title(post.details()) + ", " + page.text(post.organisationNames()),
                                        page.missionOf(post.mission())))
                                .toList());
        return "crm/organisation/suggestions";
    }

    @GetMapping("/posts/{id}")
    @Requires(Right.READ_DIRECTORY)
    String detail(@PathVariable PostId id, Model model) {
        PostView post = posts.get(id, LocalDate.now(clock));
        model.addAttribute("post", post);
        model.addAttribute("organisation", organisations.get(post.details().organisation()));
        return "crm/organisation/post";
    }

    @GetMapping("/posts/{id}/history")
    @Requires(Right.READ_DIRECTORY)
    String history(
            @PathVariable PostId id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("history", posts.history(id, new Paging(cursor, 20)));
        if (Htmx.isFragment(request)) {
            return "crm/organisation/post-history :: entries";
        }
        model.addAttribute("post", posts.get(id, LocalDate.now(clock)));
        return "crm/organisation/post-history";
    }

    @GetMapping("/organisations/{organisationId}/posts/new")
    @Requires(Right.EDIT_ORGANISATIONS)
    String startEstablishing(@PathVariable OrganisationId organisationId, Model model) {
        model.addAttribute("form", PostForm.blank());
        return form(organisations.get(organisationId), null, model);
    }

    @PostMapping("/organisations/{organisationId}/posts")
    @Requires(Right.EDIT_ORGANISATIONS)
    String establish(
            @PathVariable OrganisationId organisationId,
            @ModelAttribute("form") PostForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        form(organisations.get(organisationId), null, model);
        Tenure validity = form.tenure(errors);
        List<PostView> made = new ArrayList<>();
        if (validity != null
                && Forms.accepted(errors, () -> made.add(posts.establish(form.toDetails(organisationId, validity))))) {
            Flash.success(
                    redirect,
                    "crm.organisation.post.established",
                    title(made.get(0).details()));
            return redirects.to("/organisations/" + organisationId);
        }
        return Forms.again(response, "crm/organisation/post-form");
    }

    @GetMapping("/posts/{id}/edit")
    @Requires(Right.EDIT_ORGANISATIONS)
    String startChanging(@PathVariable PostId id, Model model) {
        PostView post = posts.get(id, LocalDate.now(clock));
        model.addAttribute("form", PostForm.of(post.details(), post.version()));
        return form(organisations.get(post.details().organisation()), post, model);
    }

    @PostMapping("/posts/{id}")
    @Requires(Right.EDIT_ORGANISATIONS)
    String change(
            @PathVariable PostId id,
            @ModelAttribute("form") PostForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        PostView stored = posts.get(id, LocalDate.now(clock));
        OrganisationId organisation = stored.details().organisation();
        form(organisations.get(organisation), stored, model);
        Tenure validity = form.tenure(errors);
        if (validity == null) {
            return Forms.again(response, "crm/organisation/post-form");
        }
        PostDetails details = form.toDetails(organisation, validity);
        try {
            if (Forms.accepted(errors, () -> posts.change(id, form.getVersion(), details))) {
                Flash.success(redirect, "crm.organisation.post.saved", title(details));
                return redirects.to("/posts/" + id);
            }
        } catch (StaleVersionException stale) {
            PostView theirs = posts.get(id, LocalDate.now(clock));
            model.addAttribute("differences", differences(theirs.details(), details));
            form.setVersion(theirs.version());
            return Forms.conflict(response, "crm/organisation/post-form");
        }
        return Forms.again(response, "crm/organisation/post-form");
    }

    /** Asks before the act, for those without script; with one the page asks in a dialog. */
    @GetMapping("/posts/{id}/archive")
    @Requires(Right.EDIT_ORGANISATIONS)
    String askToArchive(@PathVariable PostId id, Model model) {
        model.addAttribute("post", posts.get(id, LocalDate.now(clock)));
        return "crm/organisation/post-archive";
    }

    @PostMapping("/posts/{id}/archive")
    @Requires(Right.EDIT_ORGANISATIONS)
    String archive(@PathVariable PostId id, @RequestParam long version, RedirectAttributes redirect) {
        try {
            PostView archived = posts.archive(id, version);
            Flash.success(redirect, "crm.organisation.archive.done", title(archived.details()));
        } catch (StaleVersionException stale) {
            Flash.warning(redirect, "crm.organisation.archive.stale");
        }
        return redirects.to("/posts/" + id);
    }

    @PostMapping("/posts/{id}/restore")
    @Requires(Right.EDIT_ORGANISATIONS)
    String restore(@PathVariable PostId id, @RequestParam long version, RedirectAttributes redirect) {
        try {
            PostView restored = posts.restore(id, version);
            Flash.success(redirect, "crm.organisation.archive.restored", title(restored.details()));
        } catch (StaleVersionException stale) {
            Flash.warning(redirect, "crm.organisation.archive.stale");
        }
        return redirects.to("/posts/" + id);
    }

    private String form(OrganisationView organisation, @Nullable PostView post, Model model) {
        model.addAttribute("organisation", organisation);
        model.addAttribute("post", post);
        model.addAttribute("roles", PostRole.values());
        return "crm/organisation/post-form";
    }

    private List<Difference> differences(PostDetails theirs, PostDetails yours) {
        PostForm their = PostForm.of(theirs, 0);
        PostForm your = PostForm.of(yours, 0);
        List<Difference> differences = new ArrayList<>();
        differ(differences, "role", role(theirs.role()), role(yours.role()));
        differ(differences, "title", inWords(theirs.title()), inWords(yours.title()));
        differ(differences, "seats", inWords(theirs.seats()), inWords(yours.seats()));
        differ(differences, "since", inWords(their.getSince()), inWords(your.getSince()));
        differ(differences, "until", inWords(their.getUntil()), inWords(your.getUntil()));
        return differences;
    }

    private static void differ(List<Difference> differences, String field, String theirs, String yours) {
        if (!theirs.equals(yours)) {
            differences.add(new Difference("crm.organisation.post." + field, theirs, yours));
        }
    }

    private static String inWords(@Nullable Object value) {
        return value instanceof LocalizedText text
                ? String.join(", ", text.texts().values())
                : value == null ? "" : value.toString();
    }

    private String title(PostDetails details) {
        return details.title().isEmpty() ? role(details.role()) : page.text(details.title());
    }

    private String role(PostRole role) {
        return page.message("crm.organisation.role." + page.code(role));
    }
}
