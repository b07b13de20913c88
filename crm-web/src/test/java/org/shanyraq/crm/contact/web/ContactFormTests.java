package org.shanyraq.crm.contact.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.web.FormMerge;
import org.springframework.beans.MutablePropertyValues;
import org.springframework.validation.BindingResult;
import org.springframework.validation.DataBinder;

class ContactFormTests {

    private static final ContactDetails AIGERIM = new ContactDetails(
            List.of(
                    new PersonName(PersonName.Kind.LATIN, "Aigerim", "Sadykova", null),
                    new PersonName(PersonName.Kind.NATIVE, "Айгерім", "Садықова", "kk")),
            "Dr",
            new LocalizedText(Map.of("en", "Dear Dr Sadykova", "de", "Sehr geehrte Frau Dr. Sadykova")),
            List.of("kk", "en"),
            "KZ",
            List.of(new Channel(Channel.Kind.EMAIL, Channel.Purpose.WORK, "aigerim@example.org", true)),
            List.of(new ExternalId("orcid", "0000-0002-1825-0097")),
            "Reads French.",
            Sensitivity.INTERNAL,
            null,
            "visiting card");

    @Test
    void whatIsShownAndSentBackUnchangedIsTheSame() {
        ContactForm form = ContactForm.of(AIGERIM, 3);

        assertThat(form.toDetails(errors(form))).isEqualTo(AIGERIM);
    }

    @Test
    void rowsOfARequestAreBoundAndEmptyOnesDropped() {
        ContactForm form = new ContactForm();
        BindingResult errors = bind(
                form,
                Map.of(
                        "names[0].kind", "LATIN",
                        "names[0].given", " ",
                        "names[0].family", "",
                        "names[1].kind", "NATIVE",
                        "names[1].family", "Садықова",
                        "channels[0].kind", "PHONE",
                        "channels[0].value", "+32 2 555 12 34",
                        "languages[0]", "",
                        "formOfAddress[en]", "Dear Ms Sadykova",
                        "sensitivity", "RESTRICTED"));
        form.dropEmptyRows();
        ContactDetails details = form.toDetails(errors);

        assertThat(errors.hasErrors()).isFalse();
        assertThat(details.names()).containsExactly(new PersonName(PersonName.Kind.NATIVE, "", "Садықова", null));
        assertThat(details.channels().get(0).primary()).isTrue();
        assertThat(details.languages()).isEmpty();
        assertThat(details.formOfAddress().texts()).containsOnly(Map.entry("en", "Dear Ms Sadykova"));
        assertThat(details.sensitivity()).isEqualTo(Sensitivity.RESTRICTED);
    }

    @Test
    void anIdentifierThatCannotBeOneIsToldAtItsField() {
        ContactForm form = new ContactForm();
        BindingResult errors =
                bind(form, Map.of("externalIds[0].scheme", "no good scheme", "externalIds[0].value", "1"));
        form.toDetails(errors);

        assertThat(errors.getFieldError("externalIds[0].scheme")).isNotNull();
    }

    @Test
    void aRowIsAddedAndOneThatIsNotThereIsNotRemoved() {
        ContactForm form = ContactForm.blank();
        int names = form.getNames().size();

        assertThat(form.changesRows("names", "")).isTrue();
        assertThat(form.getNames()).hasSize(names + 1);
        assertThat(form.changesRows("", "names[99]")).isTrue();
        assertThat(form.changesRows("", "class[0]")).isTrue();
        assertThat(form.getNames()).hasSize(names + 1);
        assertThat(form.changesRows("", "names[0]")).isTrue();
        assertThat(form.getNames()).hasSize(names);
        assertThat(form.changesRows("", "")).isFalse();
    }

    @Test
    void anIdentifierIsAddedAndRemovedByTheNamesThatItsButtonsSend() {
        ContactForm form = ContactForm.blank();

        assertThat(form.changesRows("externalIds", "")).isTrue();
        assertThat(form.getExternalIds()).hasSize(1);
        assertThat(form.changesRows("", "externalIds[0]")).isTrue();
        assertThat(form.getExternalIds()).isEmpty();
    }

    @Test
    void aFormThatCameBackEmptyOffersRowsAgain() {
        ContactForm form = ContactForm.blank();
        form.dropEmptyRows();
        assertThat(form.getNames()).isEmpty();

        form.offerRows();
        assertThat(form.getNames()).hasSize(2);
        assertThat(form.getChannels()).hasSize(1);
        assertThat(form.getLanguages()).containsExactly("");
        form.offerRows();
        assertThat(form.getNames()).hasSize(2);
    }

    @Test
    void whatOnlyOthersChangedIsTakenOverAndWhatBothChangedIsReported() {
        ContactForm form = ContactForm.of(AIGERIM, 3);
        form.setHonorific("Prof");
        form.setNotes("Reads French and Kazakh.");
        ContactDetails theirs = new ContactDetails(
                AIGERIM.names(),
                "H.E.",
                AIGERIM.formOfAddress(),
                AIGERIM.languages(),
                "BE",
                AIGERIM.channels(),
                AIGERIM.externalIds(),
                AIGERIM.notes(),
                AIGERIM.sensitivity(),
                AIGERIM.legalBasis(),
                AIGERIM.source());

        FormMerge.Outcome outcome = ContactForm.MERGE.merge(
                form.toDetails(errors(form)), theirs, form.getFingerprints(), form, ContactForm.of(theirs, 4));

        assertThat(outcome.takenOver()).containsExactly("crm.contact.field.country");
        assertThat(form.getCountry()).isEqualTo("BE");
        assertThat(form.getNotes()).isEqualTo("Reads French and Kazakh.");
        assertThat(outcome.conflicts()).singleElement().satisfies(difference -> {
            assertThat(difference.labelKey()).isEqualTo("crm.contact.field.honorific");
            assertThat(difference.theirs()).isEqualTo("H.E.");
            assertThat(difference.yours()).isEqualTo("Prof");
        });
        assertThat(form.getHonorific()).isEqualTo("Prof");
    }

    private static BindingResult errors(ContactForm form) {
        return new DataBinder(form, "form").getBindingResult();
    }

    private static BindingResult bind(ContactForm form, Map<String, String> parameters) {
        DataBinder binder = new DataBinder(form, "form");
        binder.bind(new MutablePropertyValues(parameters));
        return binder.getBindingResult();
    }
}
