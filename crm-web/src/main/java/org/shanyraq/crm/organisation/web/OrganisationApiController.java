package org.shanyraq.crm.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.OrganisationQuery;
import org.shanyraq.crm.organisation.OrganisationSummary;
import org.shanyraq.crm.organisation.OrganisationView;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.PostView;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.ExternalIdBody;
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

/** Institutions, bodies, units and other organisations, as a tree. */
@RestController("crmOrganisationApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/organisations")
class OrganisationApiController {

    private final Organisations organisations;
    private final Posts posts;
    private final OrganisationBodyMapper bodies;
    private final ApiSupport api;
    private final Clock clock;

    OrganisationApiController(
            Organisations organisations, Posts posts, OrganisationBodyMapper bodies, ApiSupport api, Clock clock) {
        this.organisations = organisations;
        this.posts = posts;
        this.bodies = bodies;
        this.api = api;
        this.clock = clock;
    }

    /**
     * Lists organisations. A criterion that is left out does not restrict.
     *
     * @param text found in any name, in any script, or as acronym
     * @param kind any of these kinds; may be given several times
     * @param circle the audience that its people belong to
     * @param country ISO 3166-1 alpha-2 of its seat
     * @param within this organisation and everything below it
     * @param archived which of the living and the archived
     * @param sort by what the list is ordered
     * @param descending the other way round
     * @param language in which names are sorted
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping
    @Requires(Right.READ_DIRECTORY)
    ResponseEntity<ApiSlice<OrganisationSummary>> list(
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable Set<OrganisationKind> kind,
            @RequestParam(required = false) @Nullable Circle circle,
            @RequestParam(required = false) @Nullable String country,
            @RequestParam(required = false) @Nullable OrganisationId within,
            @RequestParam(defaultValue = "without") Archived archived,
            @RequestParam(defaultValue = "name") OrganisationQuery.Sort sort,
            @RequestParam(defaultValue = "false") boolean descending,
            @RequestParam(defaultValue = "en") String language,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        OrganisationQuery query = new OrganisationQuery(
                text, kind == null ? Set.of() : kind, circle, country, within, archived, sort, descending, language);
        return api.slice(organisations.list(query, new Paging(cursor, size)), request);
    }

    /** Shows one organisation with the way from the top of its tree. */
    @GetMapping("/{id}")
    @Requires(Right.READ_DIRECTORY)
    ResponseEntity<OrganisationView> get(@PathVariable OrganisationId id) {
        return found(organisations.get(id));
    }

    /**
     * Shows the organisation of the client's own mission that carries an external id.
     *
     * @param scheme for example {@code ep-mep}
     * @param value the identifier itself, compared exactly
     */
    @GetMapping("/by-external-id")
    @Requires(Right.READ_DIRECTORY)
    ResponseEntity<OrganisationView> getByExternalId(@RequestParam String scheme, @RequestParam String value) {
        return found(organisations
                .findByExternalId(ExternalIdBody.externalId(scheme, value))
                .orElseThrow(NotFoundException::new));
    }

    /** Registers an organisation in the mission of the client. */
    @PostMapping
    @Requires(Right.EDIT_ORGANISATIONS)
    ResponseEntity<?> register(@Valid @RequestBody OrganisationBody body, HttpServletRequest request) {
        return api.create(
                request,
                body,
                () -> created(organisations.register(bodies.details(body))),
                id -> created(organisations.get(OrganisationId.of(id))));
    }

    /** Replaces the details of an organisation: what is left out is emptied. Another parent moves the whole subtree. */
    @PutMapping("/{id}")
    @Requires(Right.EDIT_ORGANISATIONS)
    ResponseEntity<OrganisationView> change(
            @PathVariable OrganisationId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody OrganisationBody body) {
        return found(organisations.change(id, api.version(ifMatch), bodies.details(body)));
    }

    /** Takes an organisation out of pickers and lists; its history and its people stay. */
    @PostMapping("/{id}/archive")
    @Requires(Right.EDIT_ORGANISATIONS)
    ResponseEntity<OrganisationView> archive(
            @PathVariable OrganisationId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(organisations.archive(id, api.version(ifMatch)));
    }

    /** Brings an archived organisation back. */
    @PostMapping("/{id}/restore")
    @Requires(Right.EDIT_ORGANISATIONS)
    ResponseEntity<OrganisationView> restore(
            @PathVariable OrganisationId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(organisations.restore(id, api.version(ifMatch)));
    }

    /**
     * Lists the direct parts of an organisation by name, without archived ones.
     *
     * @param language in which names are sorted
     */
    @GetMapping("/{id}/parts")
    @Requires(Right.READ_DIRECTORY)
    ApiSlice<OrganisationSummary> parts(
            @PathVariable OrganisationId id, @RequestParam(defaultValue = "en") String language) {
        return new ApiSlice<>(organisations.parts(id, language), null);
    }

    /**
     * Lists the posts of an organisation by rank and title, with their holders.
     *
     * @param asOf the day on which holders and vacancies are looked at; today when left out
     */
    @GetMapping("/{id}/posts")
    @Requires(Right.READ_DIRECTORY)
    ApiSlice<PostView> posts(
            @PathVariable OrganisationId id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate asOf) {
        return new ApiSlice<>(posts.of(id, asOf == null ? LocalDate.now(clock) : asOf), null);
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
            @PathVariable OrganisationId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(organisations.history(id, new Paging(cursor, size)), request);
    }

    private static ApiSupport.Created created(OrganisationView organisation) {
        return new ApiSupport.Created("/organisations/" + organisation.id(), organisation, organisation.version());
    }

    private ResponseEntity<OrganisationView> found(OrganisationView organisation) {
        return api.found(organisation, organisation.version());
    }
}
