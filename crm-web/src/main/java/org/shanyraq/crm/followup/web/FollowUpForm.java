package org.shanyraq.crm.followup.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.followup.FollowUpDetails;
import org.shanyraq.crm.followup.FollowUpPriority;
import org.shanyraq.crm.followup.FollowUpView;
import org.shanyraq.crm.shared.web.Picked;

/** What the form of a follow-up holds: the links that it has, ticked to stay, and one person and organisation more. */
final class FollowUpForm extends OwedForm {

    private final Picked owner = new Picked();
    private FollowUpPriority priority = FollowUpPriority.NORMAL;
    private List<String> links = new ArrayList<>();
    private List<String> offered = new ArrayList<>();

    static FollowUpForm of(FollowUpView view) {
        FollowUpForm form = new FollowUpForm();
        FollowUpDetails details = view.details();
        form.setText(details.text());
        form.owner.id(details.owner().value());
        form.owner.text(view.ownerName());
        form.setDueOn(details.dueOn());
        form.priority = details.priority();
        form.setSensitivity(details.sensitivity());
        form.setVersion(view.version());
        form.link(details.links());
        return form;
    }

    /** Offers these links, ticked. */
    void link(List<RecordRef> records) {
        List<String> texts = records.stream().map(LinkText::of).toList();
        links = new ArrayList<>(texts);
        offered = new ArrayList<>(texts);
    }

    /** The links that stay, with the person and the organisation that were found. */
    List<RecordRef> wanted() {
        List<RecordRef> wanted = new ArrayList<>(LinkText.read(links));
        if (getContact() != null) {
            wanted.add(new RecordRef("contact", getContact()));
        }
        if (getOrganisation() != null) {
            wanted.add(new RecordRef("organisation", getOrganisation()));
        }
        return wanted;
    }

    /** As typed; owner and day are there. */
    FollowUpDetails details() {
        return new FollowUpDetails(
                getText(),
                new OfficerId(Objects.requireNonNull(getOwner())),
                Objects.requireNonNull(getDueOn()),
                priority,
                wanted(),
                getSensitivity());
    }

    /** Who has to do it, once it is resolved. */
    public Picked owner() {
        return owner;
    }

    public @Nullable UUID getOwner() {
        return owner.id();
    }

    public void setOwner(@Nullable UUID id) {
        owner.id(id);
    }

    public @Nullable String getOwnerText() {
        return owner.text();
    }

    public void setOwnerText(@Nullable String typed) {
        owner.text(typed);
    }

    public void setOwnerChoice(@Nullable UUID choice) {
        owner.choose(choice);
    }

    public FollowUpPriority getPriority() {
        return priority;
    }

    public void setPriority(FollowUpPriority priority) {
        this.priority = priority;
    }

    public List<String> getLinks() {
        return links;
    }

    public void setLinks(@Nullable List<String> links) {
        this.links = links == null ? new ArrayList<>() : links;
    }

    /** The links that the form shows, ticked or not. */
    public List<String> getOffered() {
        return offered;
    }

    public void setOffered(@Nullable List<String> offered) {
        this.offered = offered == null ? new ArrayList<>() : offered;
    }
}
