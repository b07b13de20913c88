package org.shanyraq.crm.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/** The posts inside organisations: they exist whoever holds them, and may be vacant. Scope as for {@link Organisations}. */
@Facade
public interface Posts {

    /** @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link PostDetails} is broken */
    @Requires(Right.EDIT_ORGANISATIONS)
    PostView establish(PostDetails details);

    /**
     * The living post of that organisation, role and title, and when there is none, a new one: whoever asks for the same at the same
     * time gets the same. See {@link #find(OrganisationId, PostRole, String)} for what is the same title.
     *
     * @param details with a title in at most one language
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule is broken
     */
    @Requires(Right.EDIT_ORGANISATIONS)
    PostView establishOnce(PostDetails details);

    /** @throws org.shanyraq.crm.shared.StaleVersionException when it was changed since that version */
    @Requires(Right.EDIT_ORGANISATIONS)
    PostView change(PostId id, long version, PostDetails details);

    @Requires(Right.EDIT_ORGANISATIONS)
    PostView archive(PostId id, long version);

    @Requires(Right.EDIT_ORGANISATIONS)
    PostView restore(PostId id, long version);

    /**
     * Takes back an establishment as if it had never been: for the revert of an import.
     *
     * @throws org.shanyraq.crm.shared.ConflictException when a mandate hangs on it
     */
    @Requires(Right.IMPORT)
    void withdraw(PostId id, long version);

    /** The post with its holders on that day, at most 1,000. */
    @Requires(Right.READ_DIRECTORY)
    PostView get(PostId id, LocalDate day);

    /** {@link #get}, if the post exists for the officer. */
    @Requires(Right.READ_DIRECTORY)
    Optional<PostView> find(PostId id, LocalDate day);

    /**
     * The posts of one organisation with their holders on that day, at most 1,000 of each: living ones by rank of the role and
     * title, then archived ones.
     */
    @Requires(Right.READ_DIRECTORY)
    List<PostView> of(OrganisationId organisation, LocalDate day);

    /**
     * The living posts of living organisations, by the English name of the organisation and by rank, with the first ten holders
     * of each; {@code organisation} and {@code role} restrict when given.
     *
     * @param vacantOnly only those with a free seat on that day
     */
    @Requires(Right.READ_DIRECTORY)
    Slice<PostView> list(
            @Nullable OrganisationId organisation,
            @Nullable PostRole role,
            boolean vacantOnly,
            LocalDate day,
            Paging paging);

    /**
     * The living post of an organisation with this role, and, for {@link PostRole#OTHER} or when given, this title in any
     * language, whatever case and accents. With its holders today. Where several have the role and no title is asked for, the
     * one without a title, if there is one.
     */
    @Requires(Right.READ_DIRECTORY)
    Optional<PostView> find(OrganisationId organisation, PostRole role, @Nullable String title);

    /** The best few for what was typed so far: words of the post's or the organisation's names; at most ten answers. */
    @Requires(Right.READ_DIRECTORY)
    List<PostView> suggest(String text);

    /** Who changed what, newest first. */
    @Requires(Right.READ_DIRECTORY)
    Slice<AuditEntry> history(PostId id, Paging paging);
}
