package org.shanyraq.crm.contact.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.DuplicateCandidate;
import org.shanyraq.crm.contact.MandateView;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.SegmentView;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostRole;
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

/** The people that the mission knows. */
@RestController("crmContactApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/contacts")
class ContactApiController {

    private final Contacts contacts;
    private final Mandates mandates;
    private final Segments segments;
    private final ContactBodyMapper bodies;
    private final ApiSupport api;

    ContactApiController(
            Contacts contacts, Mandates mandates, Segments segments, ContactBodyMapper bodies, ApiSupport api) {
        this.contacts = contacts;
        this.mandates = mandates;
        this.segments = segments;
        this.bodies = bodies;
        this.api = api;
    }

    /**
     * Lists contacts. A criterion that is left out does not restrict.
     *
     * @param text found in any spelling of the name, in any script, with small mistakes; or an e-mail address
     * @param organisation holds a mandate there or in a part of it, on {@code asOf}
     * @param role holds a mandate of that role (in {@code organisation}, when given), on {@code asOf}
     * @param circle holds a mandate in an organisation of that circle, on {@code asOf}
     * @param country ISO 3166-1 alpha-2
     * @param language speaks it
     * @param orLanguage speaks this one, if not the other
     * @param notInvitedDays was not approved as a guest of a dialogue in so many days
     * @param noContactDays neither answered an invitation nor came to a dialogue in so many days
     * @param segment carries this tag or is on this list
     * @param sensitivity exactly this one
     * @param asOf the day on which mandates are looked at; today when left out
     * @param archived which of the living and the archived
     * @param sort by what the list is ordered; {@code name} is family name, then given name
     * @param descending the other way round
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping
    @Requires(Right.READ_DIRECTORY)
    ResponseEntity<ApiSlice<ContactSummary>> list(
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable OrganisationId organisation,
            @RequestParam(required = false) @Nullable PostRole role,
            @RequestParam(required = false) @Nullable Circle circle,
            @RequestParam(required = false) @Nullable String country,
            @RequestParam(required = false) @Nullable String language,
            @RequestParam(required = false) @Nullable String orLanguage,
            @RequestParam(required = false) @Nullable Integer notInvitedDays,
            @RequestParam(required = false) @Nullable Integer noContactDays,
            @RequestParam(required = false) @Nullable SegmentId segment,
            @RequestParam(required = false) @Nullable Sensitivity sensitivity,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate asOf,
            @RequestParam(defaultValue = "without") Archived archived,
            @RequestParam(defaultValue = "name") ContactQuery.Sort sort,
            @RequestParam(defaultValue = "false") boolean descending,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        ContactQuery query = new ContactQuery(
                text,
                organisation,
                role,
                circle,
                country,
                language,
                orLanguage,
                notInvitedDays,
                noContactDays,
                segment,
                sensitivity,
                asOf,
                archived,
                sort,
                descending);
        return api.slice(contacts.list(query, new Paging(cursor, size)), request);
    }

    /** Shows one contact with all mandates, current ones first. */
    @GetMapping("/{id}")
    @Requires(Right.READ_DIRECTORY)
    ResponseEntity<ContactView> get(@PathVariable ContactId id) {
        return found(contacts.get(id));
    }

    /**
     * Shows the contact of the client's own mission that carries an external id.
     *
     * @param scheme for example {@code ep-mep}
     * @param value the identifier itself, compared exactly
     */
    @GetMapping("/by-external-id")
    @Requires(Right.READ_DIRECTORY)
    ResponseEntity<ContactView> getByExternalId(@RequestParam String scheme, @RequestParam String value) {
        return found(contacts.findByExternalId(ExternalIdBody.externalId(scheme, value))
                .orElseThrow(NotFoundException::new));
    }

    /** Registers a contact in the mission of the client. */
    @PostMapping
    @Requires(Right.EDIT_CONTACTS)
    ResponseEntity<?> register(@Valid @RequestBody ContactBody body, HttpServletRequest request) {
        return api.create(
                request,
                body,
                () -> created(contacts.register(bodies.details(body))),
                id -> created(contacts.get(ContactId.of(id))));
    }

    /** Replaces the details of a contact: what is left out is emptied. */
    @PutMapping("/{id}")
    @Requires(Right.EDIT_CONTACTS)
    ResponseEntity<ContactView> change(
            @PathVariable ContactId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody ContactBody body) {
        return found(contacts.change(id, api.version(ifMatch), bodies.details(body)));
    }

    /** Takes a contact out of pickers and lists; the history stays. */
    @PostMapping("/{id}/archive")
    @Requires(Right.EDIT_CONTACTS)
    ResponseEntity<ContactView> archive(
            @PathVariable ContactId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(contacts.archive(id, api.version(ifMatch)));
    }

    /** Brings an archived contact back. */
    @PostMapping("/{id}/restore")
    @Requires(Right.EDIT_CONTACTS)
    ResponseEntity<ContactView> restore(
            @PathVariable ContactId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(contacts.restore(id, api.version(ifMatch)));
    }

    /** Lists the mandates of a contact: current ones first, by rank, then past ones, latest first. */
    @GetMapping("/{id}/mandates")
    @Requires(Right.READ_DIRECTORY)
    ApiSlice<MandateView> mandates(@PathVariable ContactId id) {
        return new ApiSlice<>(mandates.of(id), null);
    }

    /** Lists the tags of a contact and the lists it is on, tags first, by name. */
    @GetMapping("/{id}/segments")
    @Requires(Right.READ_DIRECTORY)
    ApiSlice<SegmentView> segments(@PathVariable ContactId id) {
        return new ApiSlice<>(segments.of(id), null);
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
            @PathVariable ContactId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(contacts.history(id, new Paging(cursor, size)), request);
    }

    /** Finds contacts that may be the same person, likeliest first, at most ten. Nothing is kept of what was asked. */
    @PostMapping("/duplicate-check")
    @Requires(Right.READ_DIRECTORY)
    ApiSlice<DuplicateCandidate> checkForDuplicates(@Valid @RequestBody DuplicateCheckBody body) {
        return new ApiSlice<>(contacts.possibleDuplicates(bodies.details(body.contact()), body.except()), null);
    }

    private static ApiSupport.Created created(ContactView contact) {
        return new ApiSupport.Created("/contacts/" + contact.id(), contact, contact.version());
    }

    private ResponseEntity<ContactView> found(ContactView contact) {
        return api.found(contact, contact.version());
    }
}
