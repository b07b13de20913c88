package org.shanyraq.crm.followup.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.followup.CommitmentDetails;
import org.shanyraq.crm.followup.CommitmentDirection;
import org.shanyraq.crm.followup.CommitmentView;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Picked;
import org.springframework.format.annotation.DateTimeFormat;

/** What the form of a commitment holds. */
final class CommitmentForm extends OwedForm {

    private final Picked officer = new Picked();
    private CommitmentDirection direction = CommitmentDirection.OURS;

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate madeOn;

    private @Nullable String source;

    static CommitmentForm of(CommitmentView view, PageSupport page) {
        CommitmentForm form = new CommitmentForm();
        CommitmentDetails details = view.details();
        form.setText(details.text());
        form.direction = details.direction();
        form.madeOn = details.madeOn();
        form.setDueOn(details.dueOn());
        form.setSensitivity(details.sensitivity());
        form.setVersion(view.version());
        if (details.officer() != null) {
            form.officer.id(details.officer().value());
            form.officer.text(view.officerName());
        }
        view.links().forEach(link -> form.begin(link, page));
        return form;
    }

    /** Puts a record in its place: the other side, or where it was voiced. */
    void begin(RecordSight sight, PageSupport page) {
        switch (sight.ref().kind()) {
            case "contact" -> OwedPickers.begin(contact(), sight, page);
            case "organisation" -> OwedPickers.begin(organisation(), sight, page);
            default -> source = LinkText.of(sight.ref());
        }
    }

    /** The records that it names: the other side, and where it was voiced. */
    List<RecordRef> wanted() {
        List<RecordRef> wanted = new ArrayList<>();
        if (getContact() != null) {
            wanted.add(new RecordRef("contact", getContact()));
        }
        if (getOrganisation() != null) {
            wanted.add(new RecordRef("organisation", getOrganisation()));
        }
        RecordRef voiced = LinkText.read(source);
        if (voiced != null) {
            wanted.add(voiced);
        }
        return wanted;
    }

    /** As typed; the day on which it was voiced is there. */
    CommitmentDetails details() {
        UUID contact = getContact();
        UUID organisation = getOrganisation();
        UUID who = getOfficer();
        RecordRef voiced = LinkText.read(source);
        return new CommitmentDetails(
                direction,
                getText(),
                who == null ? null : new OfficerId(who),
                contact == null ? null : new ContactId(contact),
                organisation == null ? null : new OrganisationId(organisation),
                Objects.requireNonNull(madeOn),
                getDueOn(),
                voiced,
                getSensitivity());
    }

    /** Of ours, who undertook or heard it, once it is resolved. */
    public Picked officer() {
        return officer;
    }

    public @Nullable UUID getOfficer() {
        return officer.id();
    }

    public void setOfficer(@Nullable UUID id) {
        officer.id(id);
    }

    public @Nullable String getOfficerText() {
        return officer.text();
    }

    public void setOfficerText(@Nullable String typed) {
        officer.text(typed);
    }

    public void setOfficerChoice(@Nullable UUID choice) {
        officer.choose(choice);
    }

    public CommitmentDirection getDirection() {
        return direction;
    }

    public void setDirection(CommitmentDirection direction) {
        this.direction = direction;
    }

    public @Nullable LocalDate getMadeOn() {
        return madeOn;
    }

    public void setMadeOn(@Nullable LocalDate madeOn) {
        this.madeOn = madeOn;
    }

    /** Where it was voiced, as a reference, or null. */
    public @Nullable String getSource() {
        return source;
    }

    public void setSource(@Nullable String source) {
        this.source = Forms.textOrNull(source);
    }
}
