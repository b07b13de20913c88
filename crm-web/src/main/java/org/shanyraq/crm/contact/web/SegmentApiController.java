package org.shanyraq.crm.contact.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.SegmentKind;
import org.shanyraq.crm.contact.SegmentView;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
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

/** Named sets of contacts: tags, lists kept by hand, and saved queries. */
@RestController("crmSegmentApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/segments")
class SegmentApiController {

    private final Segments segments;
    private final Contacts contacts;
    private final ContactBodyMapper bodies;
    private final ApiSupport api;

    SegmentApiController(Segments segments, Contacts contacts, ContactBodyMapper bodies, ApiSupport api) {
        this.segments = segments;
        this.contacts = contacts;
        this.bodies = bodies;
        this.api = api;
    }

    /**
     * Lists tags, lists and saved queries, by name.
     *
     * @param kind only of this kind
     * @param archived which of the living and the archived
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping
    @Requires(Right.READ_DIRECTORY)
    ResponseEntity<ApiSlice<SegmentView>> list(
            @RequestParam(required = false) @Nullable SegmentKind kind,
            @RequestParam(defaultValue = "without") Archived archived,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(segments.list(kind, archived, new Paging(cursor, size)), request);
    }

    /** Shows one segment. */
    @GetMapping("/{id}")
    @Requires(Right.READ_DIRECTORY)
    ResponseEntity<SegmentView> get(@PathVariable SegmentId id) {
        return found(segments.get(id));
    }

    /** Creates a segment in the mission of the client. */
    @PostMapping
    @Requires(Right.EDIT_CONTACTS)
    ResponseEntity<?> create(@Valid @RequestBody SegmentBody body, HttpServletRequest request) {
        return api.create(
                request,
                body,
                () -> created(segments.create(bodies.details(body))),
                again -> created(segments.get(SegmentId.of(again))));
    }

    /** Replaces the details of a segment: what is left out is emptied. Who is in it stays. */
    @PutMapping("/{id}")
    @Requires(Right.EDIT_CONTACTS)
    ResponseEntity<SegmentView> change(
            @PathVariable SegmentId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody SegmentBody body) {
        return found(segments.change(id, api.version(ifMatch), bodies.details(body)));
    }

    /** Takes a segment out of pickers and lists; its contacts stay in it. */
    @PostMapping("/{id}/archive")
    @Requires(Right.EDIT_CONTACTS)
    ResponseEntity<SegmentView> archive(
            @PathVariable SegmentId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(segments.archive(id, api.version(ifMatch)));
    }

    /** Brings an archived segment back. */
    @PostMapping("/{id}/restore")
    @Requires(Right.EDIT_CONTACTS)
    ResponseEntity<SegmentView> restore(
            @PathVariable SegmentId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(segments.restore(id, api.version(ifMatch)));
    }

    /**
     * Lists the contacts that are in a segment: of a saved query those whom it finds now, in its order, else the living ones, by name.
     *
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/{id}/contacts")
    @Requires(Right.READ_DIRECTORY)
    ResponseEntity<ApiSlice<ContactSummary>> contacts(
            @PathVariable SegmentId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(contacts.list(segments.get(id).asked(), new Paging(cursor, size)), request);
    }

    /** Puts a contact into a tag or list, in which it may be already. */
    @PutMapping("/{id}/contacts/{contact}")
    @Requires(Right.EDIT_CONTACTS)
    ResponseEntity<Void> add(@PathVariable SegmentId id, @PathVariable ContactId contact) {
        segments.add(id, List.of(contact));
        return ResponseEntity.noContent().build();
    }

    /** Takes a contact out of a tag or list, in which it need not be. */
    @DeleteMapping("/{id}/contacts/{contact}")
    @Requires(Right.EDIT_CONTACTS)
    ResponseEntity<Void> remove(@PathVariable SegmentId id, @PathVariable ContactId contact) {
        segments.remove(id, List.of(contact));
        return ResponseEntity.noContent().build();
    }

    /**
     * Tells who changed what about the segment itself, newest first.
     *
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/{id}/history")
    @Requires(Right.READ_DIRECTORY)
    ResponseEntity<ApiSlice<AuditEntry>> history(
            @PathVariable SegmentId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(segments.history(id, new Paging(cursor, size)), request);
    }

    private static ApiSupport.Created created(SegmentView segment) {
        return new ApiSupport.Created("/segments/" + segment.id(), segment, segment.version());
    }

    private ResponseEntity<SegmentView> found(SegmentView segment) {
        return api.found(segment, segment.version());
    }
}
