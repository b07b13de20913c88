package org.shanyraq.crm.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.organisation.PostView;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The posts inside organisations: they exist whoever holds them, and may be vacant. */
@RestController("crmPostApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/posts")
class PostApiController {

    private final Posts posts;
    private final OrganisationBodyMapper bodies;
    private final ApiSupport api;
    private final Clock clock;

    PostApiController(Posts posts, OrganisationBodyMapper bodies, ApiSupport api, Clock clock) {
        this.posts = posts;
        this.bodies = bodies;
        this.api = api;
        this.clock = clock;
    }

    /**
     * Lists posts by organisation and rank, with their holders.
     *
     * @param organisation only in this organisation itself
     * @param role only of this role
     * @param vacant only those with a free seat
     * @param asOf the day on which holders and vacancies are looked at; today when left out
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping
    @Requires(Right.READ_DIRECTORY)
    ResponseEntity<ApiSlice<PostView>> list(
            @RequestParam(required = false) @Nullable OrganisationId organisation,
            @RequestParam(required = false) @Nullable PostRole role,
            @RequestParam(defaultValue = "false") boolean vacant,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(posts.list(organisation, role, vacant, day(asOf), new Paging(cursor, size)), request);
    }

    /**
     * Shows one post with its holders.
     *
     * @param asOf the day on which holders and vacancies are looked at; today when left out
     */
    @GetMapping("/{id}")
    @Requires(Right.READ_DIRECTORY)
    ResponseEntity<PostView> get(
            @PathVariable PostId id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate asOf) {
        return found(posts.get(id, day(asOf)));
    }

    /** Establishes a post in an organisation. */
    @PostMapping
    @Requires(Right.EDIT_ORGANISATIONS)
    ResponseEntity<?> establish(@Valid @RequestBody PostBody body, HttpServletRequest request) {
        return api.create(
                request,
                body,
                () -> created(posts.establish(bodies.details(body))),
                id -> created(posts.get(PostId.of(id), LocalDate.now(clock))));
    }

    /** Replaces the details of a post: what is left out is emptied. */
    @PutMapping("/{id}")
    @Requires(Right.EDIT_ORGANISATIONS)
    ResponseEntity<PostView> change(
            @PathVariable PostId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody PostBody body) {
        return found(posts.change(id, api.version(ifMatch), bodies.details(body)));
    }

    /** Takes a post out of pickers and lists; its history and its holders stay. */
    @PostMapping("/{id}/archive")
    @Requires(Right.EDIT_ORGANISATIONS)
    ResponseEntity<PostView> archive(
            @PathVariable PostId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(posts.archive(id, api.version(ifMatch)));
    }

    /** Brings an archived post back. */
    @PostMapping("/{id}/restore")
    @Requires(Right.EDIT_ORGANISATIONS)
    ResponseEntity<PostView> restore(
            @PathVariable PostId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(posts.restore(id, api.version(ifMatch)));
    }

    /**
     * Tells who changed what, newest first.
     *
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/{id}/history")
    @Requires(Right.READ_DIRECTORY)
    ResponseEntity<ApiSlice<AuditEntry>> history(
            @PathVariable PostId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(posts.history(id, new Paging(cursor, size)), request);
    }

    private LocalDate day(@Nullable LocalDate asOf) {
        return asOf == null ? LocalDate.now(clock) : asOf;
    }

    private static ApiSupport.Created created(PostView post) {
        return new ApiSupport.Created("/posts/" + post.id(), post, post.version());
    }

    private ResponseEntity<PostView> found(PostView post) {
        return api.found(post, post.version());
    }
}
