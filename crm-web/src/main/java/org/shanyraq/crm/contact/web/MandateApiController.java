package org.shanyraq.crm.contact.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.MandateId;
import org.shanyraq.crm.contact.MandateQuery;
import org.shanyraq.crm.contact.MandateView;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who holds or held which post. */
@RestController("crmMandateApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/mandates")
class MandateApiController {

    private final Mandates mandates;
    private final ContactBodyMapper bodies;
    private final ApiSupport api;

    MandateApiController(Mandates mandates, ContactBodyMapper bodies, ApiSupport api) {
        this.mandates = mandates;
        this.bodies = bodies;
        this.api = api;
    }

    /**
     * Lists mandates: of a contact, a post or an organisation by organisation, rank and name, else of all in the order in which they
     * were entered. A criterion that is left out does not restrict. With {@code role}, {@code organisation} and {@code asOf} it
     * answers who held which office on a day.
     *
     * @param contact of this contact
     * @param post of this post
     * @param organisation in this organisation itself
     * @param within in this organisation or in a part of it
     * @param role of this role
     * @param asOf only those that cover this day; past and future ones as well when left out
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping
    @Requires(Right.READ_DIRECTORY)
    ResponseEntity<ApiSlice<MandateView>> list(
            @RequestParam(required = false) @Nullable ContactId contact,
            @RequestParam(required = false) @Nullable PostId post,
            @RequestParam(required = false) @Nullable OrganisationId organisation,
            @RequestParam(required = false) @Nullable OrganisationId within,
            @RequestParam(required = false) @Nullable PostRole role,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(
                mandates.list(
                        new MandateQuery(contact, post, organisation, within, role, asOf), new Paging(cursor, size)),
                request);
    }

    /** Shows one mandate. */
    @GetMapping("/{id}")
    @Requires(Right.READ_DIRECTORY)
    ResponseEntity<MandateView> get(@PathVariable MandateId id) {
        return found(mandates.get(id));
    }

    /** Begins a mandate: a contact holds a post. */
    @PostMapping
    @Requires(Right.EDIT_CONTACTS)
    ResponseEntity<?> begin(@Valid @RequestBody MandateBody body, HttpServletRequest request) {
        return api.create(
                request,
                body,
                () -> created(mandates.begin(bodies.details(body))),
                id -> created(mandates.get(MandateId.of(id))));
    }

    /** Replaces the details of a mandate; an end is given in {@code tenure}. */
    @PutMapping("/{id}")
    @Requires(Right.EDIT_CONTACTS)
    ResponseEntity<MandateView> change(
            @PathVariable MandateId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody MandateBody body) {
        return found(mandates.change(id, api.version(ifMatch), bodies.details(body)));
    }

    /** Removes a mandate that was entered by mistake. One that is over is ended by changing it, so that the history stays. */
    @DeleteMapping("/{id}")
    @Requires(Right.EDIT_CONTACTS)
    ResponseEntity<Void> remove(
            @PathVariable MandateId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        mandates.remove(id, api.version(ifMatch));
        return ResponseEntity.noContent().build();
    }

    private static ApiSupport.Created created(MandateView mandate) {
        return new ApiSupport.Created("/mandates/" + mandate.id(), mandate, mandate.version());
    }

    private ResponseEntity<MandateView> found(MandateView mandate) {
        return api.found(mandate, mandate.version());
    }
}
