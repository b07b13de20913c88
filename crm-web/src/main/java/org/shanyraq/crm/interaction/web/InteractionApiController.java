package org.shanyraq.crm.interaction.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.interaction.InteractionId;
import org.shanyraq.crm.interaction.InteractionKind;
import org.shanyraq.crm.interaction.InteractionQuery;
import org.shanyraq.crm.interaction.InteractionState;
import org.shanyraq.crm.interaction.InteractionSummary;
import org.shanyraq.crm.interaction.InteractionView;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.interaction.KnownStance;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.topic.TopicId;
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

/** What was talked about with whom: meetings, calls, letters and other encounters, planned and past. */
@RestController("crmInteractionApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1")
class InteractionApiController {

    private final Interactions interactions;
    private final Contacts contacts;
    private final InteractionBodyMapper bodies;
    private final ApiSupport api;

    InteractionApiController(
            Interactions interactions, Contacts contacts, InteractionBodyMapper bodies, ApiSupport api) {
        this.interactions = interactions;
        this.contacts = contacts;
        this.bodies = bodies;
        this.api = api;
    }

    /**
     * Lists interactions, the latest day first. A criterion that is left out does not restrict. Of participants only those count whom the
     * client may see.
     *
     * @param text words, each of which begins a word of subject or summary
     * @param kind how one was in touch
     * @param state whether it came about
     * @param topic it or one below it
     * @param contact who took part
     * @param post which somebody who took part held at that time
     * @param within an organisation for which, or for a part of which, somebody who took part stood at that time
     * @param officer of our side
     * @param from on this day or later
     * @param until on this day or earlier
     * @param archived which of the living and the archived
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/interactions")
    @Requires(Right.READ_INTERACTIONS)
    ResponseEntity<ApiSlice<InteractionSummary>> listInteractions(
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable InteractionKind kind,
            @RequestParam(required = false) @Nullable InteractionState state,
            @RequestParam(required = false) @Nullable TopicId topic,
            @RequestParam(required = false) @Nullable ContactId contact,
            @RequestParam(required = false) @Nullable PostId post,
            @RequestParam(required = false) @Nullable OrganisationId within,
            @RequestParam(required = false) @Nullable OfficerId officer,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            @RequestParam(defaultValue = "without") Archived archived,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        InteractionQuery query =
                new InteractionQuery(text, kind, state, topic, contact, post, within, officer, from, until, archived);
        return api.slice(interactions.list(query, new Paging(cursor, size)), request);
    }

    /** Shows one interaction: of its participants those whom the client may see, with what they were on its day. */
    @GetMapping("/interactions/{id}")
    @Requires(Right.READ_INTERACTIONS)
    ResponseEntity<InteractionView> getInteraction(@PathVariable InteractionId id) {
        return found(interactions.get(id));
    }

    /** Notes an interaction that came about, in the mission of the client. */
    @PostMapping("/interactions")
    @Requires(Right.LOG_INTERACTIONS)
    ResponseEntity<?> logInteraction(@Valid @RequestBody InteractionBody body, HttpServletRequest request) {
        return api.create(request, body, () -> created(interactions.log(bodies.details(body))), this::again);
    }

    /** Notes an interaction that is to come about. */
    @PostMapping("/interactions/plan")
    @Requires(Right.LOG_INTERACTIONS)
    ResponseEntity<?> planInteraction(@Valid @RequestBody InteractionBody body, HttpServletRequest request) {
        return api.create(request, body, () -> created(interactions.plan(bodies.details(body))), this::again);
    }

    /** Replaces the details of an interaction: what is left out is emptied. Participants who are hidden from the client stay. */
    @PutMapping("/interactions/{id}")
    @Requires(Right.LOG_INTERACTIONS)
    ResponseEntity<InteractionView> changeInteraction(
            @PathVariable InteractionId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody InteractionBody body) {
        return found(interactions.change(id, api.version(ifMatch), bodies.details(body)));
    }

    /** Says that a planned interaction came about. */
    @PostMapping("/interactions/{id}/held")
    @Requires(Right.LOG_INTERACTIONS)
    ResponseEntity<InteractionView> markInteractionHeld(
            @PathVariable InteractionId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody HeldBody body) {
        return found(interactions.markHeld(id, api.version(ifMatch), body.summary()));
    }

    /** Says that a planned interaction did not come about. */
    @PostMapping("/interactions/{id}/fell-through")
    @Requires(Right.LOG_INTERACTIONS)
    ResponseEntity<InteractionView> markInteractionFallenThrough(
            @PathVariable InteractionId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody FellThroughBody body) {
        return found(interactions.markFallenThrough(
                id, api.version(ifMatch), Objects.requireNonNull(body.why()), body.remark()));
    }

    /** Takes back what was said of what became of it. */
    @PostMapping("/interactions/{id}/plan-again")
    @Requires(Right.LOG_INTERACTIONS)
    ResponseEntity<InteractionView> planInteractionAgain(
            @PathVariable InteractionId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(interactions.planAgain(id, api.version(ifMatch)));
    }

    /** Takes an interaction out of lists; the history stays. */
    @PostMapping("/interactions/{id}/archive")
    @Requires(Right.LOG_INTERACTIONS)
    ResponseEntity<InteractionView> archiveInteraction(
            @PathVariable InteractionId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(interactions.archive(id, api.version(ifMatch)));
    }

    /** Brings an archived interaction back. */
    @PostMapping("/interactions/{id}/restore")
    @Requires(Right.LOG_INTERACTIONS)
    ResponseEntity<InteractionView> restoreInteraction(
            @PathVariable InteractionId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(interactions.restore(id, api.version(ifMatch)));
    }

    /**
     * Tells who changed what, newest first; of participants only those whom the client may see.
     *
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/interactions/{id}/history")
    @Requires(Right.READ_INTERACTIONS)
    ResponseEntity<ApiSlice<AuditEntry>> historyOfInteraction(
            @PathVariable InteractionId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(interactions.history(id, new Paging(cursor, size)), request);
    }

    /** Lists where a contact stands: of each topic the latest that is known, the latest first. */
    @GetMapping("/contacts/{contactId}/stances")
    @Requires(Right.READ_INTERACTIONS)
    List<KnownStance> listStancesOfContact(@PathVariable ContactId contactId) {
        contacts.get(contactId);
        return interactions.stancesOf(contactId);
    }

    private ApiSupport.Created again(String id) {
        return created(interactions.get(InteractionId.of(id)));
    }

    private static ApiSupport.Created created(InteractionView made) {
        return new ApiSupport.Created("/interactions/" + made.id(), made, made.version());
    }

    private ResponseEntity<InteractionView> found(InteractionView interaction) {
        return api.found(interaction, interaction.version());
    }
}
