package org.shanyraq.crm.invitation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.invitation.TemplateDetails;
import org.shanyraq.crm.invitation.TemplateId;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateView;
import org.shanyraq.crm.invitation.Templates;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
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

/** Templates of mails to guests. */
@RestController("crmTemplateApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/invitation-templates")
class TemplateApiController {

    private final Templates templates;
    private final ApiSupport api;

    TemplateApiController(Templates templates, ApiSupport api) {
        this.templates = templates;
        this.api = api;
    }

    /**
     * Lists templates, the latest first.
     *
     * @param kind only of this kind
     * @param archived which of the living and the archived
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<ApiSlice<TemplateView>> list(
            @RequestParam(required = false) @Nullable TemplateKind kind,
            @RequestParam(defaultValue = "without") Archived archived,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(templates.list(kind, archived, new Paging(cursor, size)), request);
    }

    /** Shows one template. */
    @GetMapping("/{id}")
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<TemplateView> get(@PathVariable TemplateId id) {
        return found(templates.get(id));
    }

    /** Shows the text that comes with the product for a kind, to begin with. */
    @GetMapping("/standard/{kind}")
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<TemplateDetails> standard(@PathVariable TemplateKind kind) {
        return ResponseEntity.ok(templates.standard(kind));
    }

    /** Creates a template in the mission of the client. */
    @PostMapping
    @Requires(Right.EDIT_DIALOGUES)
    ResponseEntity<?> create(@Valid @RequestBody TemplateBody body, HttpServletRequest request) {
        return api.create(
                request,
                body,
                () -> created(templates.create(body.details())),
                again -> created(templates.get(TemplateId.of(again))));
    }

    /** Replaces the details of a template. Mails that wait to be sent keep the text that they had. */
    @PutMapping("/{id}")
    @Requires(Right.EDIT_DIALOGUES)
    ResponseEntity<TemplateView> change(
            @PathVariable TemplateId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody TemplateBody body) {
        return found(templates.change(id, api.version(ifMatch), body.details()));
    }

    /** Takes a template out of lists. */
    @PostMapping("/{id}/archive")
    @Requires(Right.EDIT_DIALOGUES)
    ResponseEntity<TemplateView> archive(
            @PathVariable TemplateId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(templates.archive(id, api.version(ifMatch)));
    }

    /** Brings an archived template back. */
    @PostMapping("/{id}/restore")
    @Requires(Right.EDIT_DIALOGUES)
    ResponseEntity<TemplateView> restore(
            @PathVariable TemplateId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(templates.restore(id, api.version(ifMatch)));
    }

    /**
     * Tells who changed what, newest first.
     *
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/{id}/history")
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<ApiSlice<AuditEntry>> history(
            @PathVariable TemplateId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(templates.history(id, new Paging(cursor, size)), request);
    }

    private static ApiSupport.Created created(TemplateView template) {
        return new ApiSupport.Created("/invitation-templates/" + template.id(), template, template.version());
    }

    private ResponseEntity<TemplateView> found(TemplateView template) {
        return api.found(template, template.version());
    }
}
