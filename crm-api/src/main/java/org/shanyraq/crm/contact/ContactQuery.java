package org.shanyraq.crm.contact;

import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.Archived;

/**
 * Which contacts are wanted; a null criterion does not restrict.
 *
 * @param text found in any spelling of the name, in any script, with small mistakes; or an e-mail address
 * @param organisation holds a mandate there or in a part of it, on {@code asOf}
 * @param role holds a mandate of that role (in {@code organisation}, when given), on {@code asOf}
 * @param circle holds a mandate in an organisation of that circle, on {@code asOf}
 * @param language speaks it
 * @param orLanguage speaks this one, if not the other
 * @param notInvitedDays was not approved as a guest in so many days, of any dialogue that the officer may see and that was not
 *     cancelled; 1 to {@link #MOST_DAYS}
 * @param noContactDays neither answered an invitation nor came to a dialogue in so many days, as far as the officer may see; 1 to {@link #MOST_DAYS}
 * @param segment carries this tag or is on this list; a saved query has nobody of its own
 * @param asOf the day on which mandates are looked at, in the criteria and in the answer; null: today
 */
public record ContactQuery(
        @Nullable String text,
        @Nullable OrganisationId organisation,
        @Nullable PostRole role,
        @Nullable Circle circle,
        @Nullable String country,
        @Nullable String language,
        @Nullable String orLanguage,
        @Nullable Integer notInvitedDays,
        @Nullable Integer noContactDays,
        @Nullable SegmentId segment,
        @Nullable Sensitivity sensitivity,
        @Nullable LocalDate asOf,
        Archived archived,
        Sort sort,
        boolean descending) {

    /** By what the list is ordered. */
    public enum Sort {
        /** Family name, then given name. */
        NAME,
        CHANGED,
        CREATED
    }

    /** Nobody asks further back than these days: ten years. */
    public static final int MOST_DAYS = 3_650;

    public static final ContactQuery ALL = new ContactQuery(
            null, null, null, null, null, null, null, null, null, null, null, null, Archived.WITHOUT, Sort.NAME, false);

    /** The same, restricted by this text; null lifts the restriction. */
    public ContactQuery withText(@Nullable String text) {
        return but(asked -> asked.text = text);
    }

    /** The same, restricted by this organisation; null lifts the restriction. */
    public ContactQuery withOrganisation(@Nullable OrganisationId organisation) {
        return but(asked -> asked.organisation = organisation);
    }

    /** The same, restricted by this role; null lifts the restriction. */
    public ContactQuery withRole(@Nullable PostRole role) {
        return but(asked -> asked.role = role);
    }

    /** The same, restricted by this circle; null lifts the restriction. */
    public ContactQuery withCircle(@Nullable Circle circle) {
        return but(asked -> asked.circle = circle);
    }

    /** The same, restricted by this country; null lifts the restriction. */
    public ContactQuery withCountry(@Nullable String country) {
        return but(asked -> asked.country = country);
    }

    /** The same, restricted by this language; null lifts the restriction. */
    public ContactQuery withLanguage(@Nullable String language) {
        return but(asked -> asked.language = language);
    }

    /** The same for those who speak either; null lifts the restriction. */
    public ContactQuery withLanguages(@Nullable String language, @Nullable String orLanguage) {
        return but(asked -> {
            asked.language = language;
            asked.orLanguage = orLanguage;
        });
    }

    /** The same for those who were not invited in so many days; null lifts the restriction. */
    public ContactQuery withNotInvitedDays(@Nullable Integer notInvitedDays) {
        return but(asked -> asked.notInvitedDays = notInvitedDays);
    }

    /** The same for those with whom there was no contact in so many days; null lifts the restriction. */
    public ContactQuery withNoContactDays(@Nullable Integer noContactDays) {
        return but(asked -> asked.noContactDays = noContactDays);
    }

    /** The same, restricted by this tag or list; null lifts the restriction. */
    public ContactQuery withSegment(@Nullable SegmentId segment) {
        return but(asked -> asked.segment = segment);
    }

    /** The same, restricted by this sensitivity; null lifts the restriction. */
    public ContactQuery withSensitivity(@Nullable Sensitivity sensitivity) {
        return but(asked -> asked.sensitivity = sensitivity);
    }

    /** The same about this day; null is today. */
    public ContactQuery withAsOf(@Nullable LocalDate asOf) {
        return but(asked -> asked.asOf = asOf);
    }

    /** The same for those who are living, archived, or both. */
    public ContactQuery withArchived(Archived archived) {
        return but(asked -> asked.archived = archived);
    }

    /** The same in another order. */
    public ContactQuery sortedBy(Sort sort, boolean descending) {
        return but(asked -> {
            asked.sort = sort;
            asked.descending = descending;
        });
    }

    /** Whether anything is asked but whether people are living or archived. */
    public boolean restricts() {
        return !withArchived(Archived.WITHOUT).sortedBy(Sort.NAME, false).equals(ALL);
    }

    private ContactQuery but(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.query();
    }

    /** A query while one of its criteria changes. */
    private static final class Draft {

        private @Nullable String text;
        private @Nullable OrganisationId organisation;
        private @Nullable PostRole role;
        private @Nullable Circle circle;
        private @Nullable String country;
        private @Nullable String language;
        private @Nullable String orLanguage;
        private @Nullable Integer notInvitedDays;
        private @Nullable Integer noContactDays;
        private @Nullable SegmentId segment;
        private @Nullable Sensitivity sensitivity;
        private @Nullable LocalDate asOf;
        private Archived archived;
        private Sort sort;
        private boolean descending;

        Draft(ContactQuery query) {
            this.text = query.text;
            this.organisation = query.organisation;
            this.role = query.role;
            this.circle = query.circle;
            this.country = query.country;
            this.language = query.language;
            this.orLanguage = query.orLanguage;
            this.notInvitedDays = query.notInvitedDays;
            this.noContactDays = query.noContactDays;
            this.segment = query.segment;
            this.sensitivity = query.sensitivity;
            this.asOf = query.asOf;
            this.archived = query.archived;
            this.sort = query.sort;
            this.descending = query.descending;
        }

        ContactQuery query() {
            return new ContactQuery(
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
        }
    }
}
