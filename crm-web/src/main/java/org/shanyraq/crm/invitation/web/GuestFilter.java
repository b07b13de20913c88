package org.shanyraq.crm.invitation.web;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.Elsewhere;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.MailOutcome;
import org.shanyraq.crm.invitation.ReturnReason;
import org.shanyraq.crm.invitation.SendingId;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.shared.web.ListFilter;

/** The filter of a guest list as it stands in the address of the page: what each of its figures leads to. */
final class GuestFilter extends ListFilter {

    private @Nullable InvitationState state;
    private @Nullable Circle circle;
    private @Nullable Level level;
    private @Nullable UUID institution;
    private @Nullable String country;
    private @Nullable UUID group;
    private boolean withoutPost;
    private @Nullable ReturnReason reason;
    private @Nullable MailOutcome mail;
    private @Nullable UUID sending;
    private @Nullable Elsewhere elsewhere;

    InvitationQuery toQuery(DialogueId dialogue) {
        return new InvitationQuery(
                        dialogue,
                        state,
                        circle,
                        level,
                        institution == null ? null : new OrganisationId(institution),
                        country,
                        group == null ? null : new OrganisationId(group),
                        withoutPost,
                        reason)
                .withMail(mail, sending == null ? null : new SendingId(sending))
                .withElsewhere(elsewhere);
    }

    @Override
    protected void criteria(Map<String, String> set) {
        put(set, "state", state);
        put(set, "circle", circle);
        put(set, "level", level);
        put(set, "institution", institution);
        put(set, "country", country);
        put(set, "group", group);
        put(set, "withoutPost", withoutPost ? "true" : null);
        put(set, "reason", reason);
        put(set, "mail", mail);
        put(set, "sending", sending);
        put(set, "elsewhere", elsewhere);
    }

    @Override
    protected @Nullable String order() {
        return null;
    }

    @Override
    public boolean isDescending() {
        return false;
    }

    /** Whether more is asked than a state. */
    public boolean isNarrow() {
        return circle != null
                || level != null
                || institution != null
                || country != null
                || group != null
                || withoutPost
                || reason != null
                || mail != null
                || sending != null
                || elsewhere != null;
    }

    public @Nullable InvitationState getState() {
        return state;
    }

    public void setState(@Nullable InvitationState state) {
        this.state = state;
    }

    public @Nullable Circle getCircle() {
        return circle;
    }

    public void setCircle(@Nullable Circle circle) {
        this.circle = circle;
    }

    public @Nullable Level getLevel() {
        return level;
    }

    public void setLevel(@Nullable Level level) {
        this.level = level;
    }

    public @Nullable UUID getInstitution() {
        return institution;
    }

    public void setInstitution(@Nullable UUID institution) {
        this.institution = institution;
    }

    public @Nullable String getCountry() {
        return country;
    }

    public void setCountry(@Nullable String country) {
        this.country = country == null || country.isBlank() ? null : country;
    }

    public @Nullable UUID getGroup() {
        return group;
    }

    public void setGroup(@Nullable UUID group) {
        this.group = group;
    }

    public boolean isWithoutPost() {
        return withoutPost;
    }

    public void setWithoutPost(boolean withoutPost) {
        this.withoutPost = withoutPost;
    }

    public @Nullable MailOutcome getMail() {
        return mail;
    }

    public void setMail(@Nullable MailOutcome mail) {
        this.mail = mail;
    }

    public @Nullable UUID getSending() {
        return sending;
    }

    public void setSending(@Nullable UUID sending) {
        this.sending = sending;
    }

    public @Nullable Elsewhere getElsewhere() {
        return elsewhere;
    }

    public void setElsewhere(@Nullable Elsewhere elsewhere) {
        this.elsewhere = elsewhere;
    }

    public @Nullable ReturnReason getReason() {
        return reason;
    }

    public void setReason(@Nullable ReturnReason reason) {
        this.reason = reason;
    }
}
