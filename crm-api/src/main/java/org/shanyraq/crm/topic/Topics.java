package org.shanyraq.crm.topic;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * The topics of missions: a vocabulary that administrators keep and all who read interactions use. A mission begins with a small list of
 * its own. Topics are not sensitive and are never deleted, since what was said stays said of them.
 */
@Facade
public interface Topics {

    /** So many topics at most has a mission. */
    int MOST = 500;

    /**
     * The topics in use that fit what was typed, best first: by their names in any language and script, and by their handles.
     *
     * @param limit 1 to 50
     */
    @Requires(Right.READ_INTERACTIONS)
    List<TopicView> suggest(String text, int limit);

    /** Those of that id that lie in a mission of the acting officer, archived ones too; others are left out. */
    @Requires(Right.READ_INTERACTIONS)
    List<TopicView> getAll(Collection<TopicId> ids);

    /**
     * The topics in use of the officer's missions, each followed by those below it, of each parent by name in that language. What is
     * below an archived one is left out with it.
     */
    @Requires(Right.READ_INTERACTIONS)
    List<TopicView> tree(String language);

    /** All topics of the missions of an administrator, archived ones too, in the order of {@link #tree}. */
    @Requires(Right.ADMINISTER)
    List<TopicView> vocabulary(String language);

    /** @throws org.shanyraq.crm.shared.NotFoundException when there is none in the administrator's missions */
    @Requires(Right.ADMINISTER)
    TopicView get(TopicId id);

    /** @throws org.shanyraq.crm.shared.InvalidInputException when a rule is broken */
    @Requires(Right.ADMINISTER)
    TopicView create(TopicDetails details);

    /**
     * Changes a topic, its place too.
     *
     * @throws org.shanyraq.crm.shared.StaleVersionException when it was changed since that version
     */
    @Requires(Right.ADMINISTER)
    TopicView change(TopicId id, long version, TopicDetails details);

    /** Puts a topic, with all below it, under another one, or at the top. */
    @Requires(Right.ADMINISTER)
    TopicView move(TopicId id, long version, @Nullable TopicId parent);

    /** Offers the topic no more. What it was said of keeps it. */
    @Requires(Right.ADMINISTER)
    TopicView archive(TopicId id, long version);

    @Requires(Right.ADMINISTER)
    TopicView restore(TopicId id, long version);

    @Requires(Right.ADMINISTER)
    Slice<AuditEntry> history(TopicId id, Paging paging);
}
