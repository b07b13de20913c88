package org.shanyraq.crm.interaction;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * What was talked about with whom. An interaction is seen by those cleared for it; one that is limited to named readers by them alone,
 * whatever the role of others. Of its participants an officer sees those contacts whom they may see. The post, organisation and circle of
 * a participant are those of the day of the interaction, and stay so whatever becomes of the person; they are looked up when the
 * participant is added, and again when the day changes or a planned one comes about.
 */
@Facade
public interface Interactions {

    /**
     * Notes an interaction that came about.
     *
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule is broken, with all that is wrong; also when its day is still to
     *     come
     */
    @Requires(Right.LOG_INTERACTIONS)
    InteractionView log(InteractionDetails details);

    /** Notes an interaction that is to come about. One of a day that is over waits to be said whether it did. */
    @Requires(Right.LOG_INTERACTIONS)
    InteractionView plan(InteractionDetails details);

    /**
     * Changes what is said of it.
     *
     * @throws org.shanyraq.crm.shared.StaleVersionException when it was changed since that version
     */
    @Requires(Right.LOG_INTERACTIONS)
    InteractionView change(InteractionId id, long version, InteractionDetails details);

    /**
     * Says that a planned one came about.
     *
     * @param summary what was said, if there is something to add; null: as it is
     * @throws org.shanyraq.crm.shared.ConflictException when it is not planned, or its day is still to come
     */
    @Requires(Right.LOG_INTERACTIONS)
    InteractionView markHeld(InteractionId id, long version, @Nullable String summary);

    /**
     * Says that a planned one did not come about.
     *
     * @throws org.shanyraq.crm.shared.ConflictException when it is not planned
     */
    @Requires(Right.LOG_INTERACTIONS)
    InteractionView markFallenThrough(InteractionId id, long version, WhyNot why, @Nullable String remark);

    /** Takes back that it came about or fell through: it is planned again. */
    @Requires(Right.LOG_INTERACTIONS)
    InteractionView planAgain(InteractionId id, long version);

    @Requires(Right.LOG_INTERACTIONS)
    InteractionView archive(InteractionId id, long version);

    @Requires(Right.LOG_INTERACTIONS)
    InteractionView restore(InteractionId id, long version);

    /** @throws org.shanyraq.crm.shared.NotFoundException when there is none that the officer may see */
    @Requires(Right.READ_INTERACTIONS)
    InteractionView get(InteractionId id);

    /** Latest day first. */
    @Requires(Right.READ_INTERACTIONS)
    Slice<InteractionSummary> list(InteractionQuery query, Paging paging);

    /** How many there are, counted up to {@code limit}. */
    @Requires(Right.READ_INTERACTIONS)
    long count(InteractionQuery query, long limit);

    /** Planned ones of the officer's side whose day is over: did they come about? Earliest first. */
    @Requires(Right.READ_INTERACTIONS)
    List<InteractionSummary> awaitingWord(int limit);

    /** The living contacts with whom the officer was in touch last, each once, latest first. */
    @Requires(Right.READ_INTERACTIONS)
    List<MetLately> metLately(int limit);

    /** Planned ones of the officer's side whose day has come or is to come, earliest first. */
    @Requires(Right.READ_INTERACTIONS)
    List<InteractionSummary> ahead(int limit);

    /** Where a contact stands, of each topic the latest that is known, latest first; nothing for a contact whom the officer may not see. */
    @Requires(Right.READ_INTERACTIONS)
    List<KnownStance> stancesOf(ContactId contact);

    /** Where those stand who stood for the organisation, or one below it, when it was noted; of each person and topic the latest. */
    @Requires(Right.READ_INTERACTIONS)
    List<KnownStance> stancesWithin(OrganisationId organisation);

    @Requires(Right.READ_INTERACTIONS)
    Slice<AuditEntry> history(InteractionId id, Paging paging);
}
