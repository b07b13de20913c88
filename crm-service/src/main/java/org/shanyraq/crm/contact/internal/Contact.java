package org.shanyraq.crm.contact.internal;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSightChanged;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactArchived;
import org.shanyraq.crm.contact.ContactChanged;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactRegistered;
import org.shanyraq.crm.contact.ContactRestored;
import org.shanyraq.crm.contact.ContactWithdrawn;
import org.shanyraq.crm.contact.LegalBasis;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.internal.Aggregate;
import org.shanyraq.crm.shared.internal.LocalizedTextConverter;
import org.shanyraq.crm.shared.internal.NameKeys;

/** A person whom a mission knows. Details given to it are checked already. */
@Entity(name = "crm_contact")
@Table(name = "crm_contact")
class Contact extends Aggregate {

    private static final int LONGEST_NAME = 250;

    /** Level of the sensitivity. */
    private byte sensitivity;

    private boolean archived;

    private String sortName = "";

    private String displayName = "";

    private @Nullable String nativeName;

    private @Nullable String honorific;

    @Convert(converter = LocalizedTextConverter.class)
    private LocalizedText formOfAddress = LocalizedText.EMPTY;

    private @Nullable String country;

    private @Nullable String notes;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private @Nullable LegalBasis legalBasis;

    private @Nullable String source;

    @ElementCollection
    @CollectionTable(name = "crm_contact_name", joinColumns = @JoinColumn(name = "contact_id"))
    @OrderColumn(name = "position")
    private List<NameRow> names = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "crm_contact_channel", joinColumns = @JoinColumn(name = "contact_id"))
    @OrderColumn(name = "position")
    private List<ChannelRow> channels = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "crm_contact_language", joinColumns = @JoinColumn(name = "contact_id"))
    @OrderColumn(name = "position")
    @Column(name = "language")
    private List<String> languages = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "crm_contact_external_id", joinColumns = @JoinColumn(name = "contact_id"))
    private Set<ExternalIdRow> externalIds = new HashSet<>();

    /** For Hibernate. */
    protected Contact() {}

    private Contact(MissionId mission) {
        super(mission);
    }

    static Contact register(MissionId mission, ContactDetails details) {
        Contact contact = new Contact(mission);
        contact.assign(details);
        contact.register(new ContactRegistered(contact.id(), mission));
        return contact;
    }

    /** @return whether that made a difference */
    boolean change(ContactDetails details) {
        if (details.equals(details())) {
            return false;
        }
        Sensitivity before = sensitivity();
        boolean raised = !details.sensitivity().isWithin(before);
        assign(details);
        touch();
        register(new ContactChanged(id(), mission(), raised));
        if (before != sensitivity()) {
            register(
                    new RecordSightChanged(new RecordRef(ContactReader.KIND, getId()), mission(), sensitivity(), null));
        }
        return true;
    }

    /** @return whether that made a difference */
    boolean archive() {
        if (archived) {
            return false;
        }
        archived = true;
        register(new ContactArchived(id(), mission()));
        return true;
    }

    /** @return whether that made a difference */
    boolean restore() {
        if (!archived) {
            return false;
        }
        archived = false;
        register(new ContactRestored(id(), mission()));
        return true;
    }

    void withdraw() {
        register(new ContactWithdrawn(id(), mission()));
    }

    private void assign(ContactDetails details) {
        sensitivity = (byte) details.sensitivity().level();
        honorific = details.honorific();
        formOfAddress = details.formOfAddress();
        country = details.country();
        notes = details.notes();
        legalBasis = details.legalBasis();
        source = details.source();
        displayName = cut(details.displayName());
        nativeName = details.names().stream()
                .filter(name -> name.kind() == PersonName.Kind.NATIVE)
                .map(PersonName::full)
                .filter(name -> !name.equals(details.displayName()))
                .map(Contact::cut)
                .findFirst()
                .orElse(null);
        sortName = sortName(details);
        replace(names, details.names().stream().map(NameRow::of).toList());
        replace(channels, details.channels().stream().map(ChannelRow::of).toList());
        replace(languages, details.languages());
        Set<ExternalIdRow> wanted = details.externalIds().stream()
                .map(externalId -> ExternalIdRow.of(mission(), details.sensitivity(), externalId))
                .collect(Collectors.toSet());
        externalIds.retainAll(wanted);
        externalIds.addAll(wanted);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
    }

    /** Family, then given names; the tab between stands before any letter, so that shorter family names come first. */
    private static String sortName(ContactDetails details) {
        PersonName shown = details.names().stream()
                .filter(name -> name.kind() == PersonName.Kind.LATIN)
                .findFirst()
                .or(() -> details.names().stream().findFirst())
                .orElseThrow();
        String family = NameKeys.plain(shown.family());
        String given = NameKeys.plain(shown.given());
        return cut(family.isEmpty() ? given + "\t" : family + "\t" + given);
    }

    /** Changes the rows that differ and leaves the others as they are. */
    private static <T> void replace(List<T> kept, List<T> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (i == kept.size()) {
                kept.add(wanted.get(i));
            } else if (!kept.get(i).equals(wanted.get(i))) {
                kept.set(i, wanted.get(i));
            }
        }
        while (kept.size() > wanted.size()) {
            kept.remove(kept.size() - 1);
        }
    }

    ContactId id() {
        return new ContactId(getId());
    }

    boolean isArchived() {
        return archived;
    }

    Sensitivity sensitivity() {
        return Sensitivity.ofLevel(sensitivity);
    }

    /** All by which the person is found. */
    List<String> searchTexts() {
        return names.stream().map(row -> row.name().full()).toList();
    }

    /** As entered; external ids by scheme and value. */
    ContactDetails details() {
        return new ContactDetails(
                names.stream().map(NameRow::name).toList(),
                honorific,
                formOfAddress,
                languages,
                country,
                channels.stream().map(ChannelRow::channel).toList(),
                externalIds.stream()
                        .map(ExternalIdRow::externalId)
                        .sorted(Comparator.comparing(ExternalId::scheme).thenComparing(ExternalId::value))
                        .toList(),
                notes,
                sensitivity(),
                legalBasis,
                source);
    }
}
