package org.shanyraq.crm.contact.web;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.web.Forms;
import org.springframework.modulith.NamedInterface;
import org.springframework.validation.BindingResult;

/** The name of somebody who is registered with nothing else. */
@NamedInterface("web")
public final class PersonNameForm {

    /** How the rules of contacts call the only name of one. */
    private static final String ONLY = "names[0].";

    private String given = "";
    private String family = "";

    /** With a name to begin with. */
    public static PersonNameForm of(PersonName name) {
        PersonNameForm form = new PersonNameForm();
        form.given = name.given();
        form.family = name.family();
        return form;
    }

    public PersonName name() {
        return PersonName.typed(given, family);
    }

    /** Tells what is wrong with the contact at the fields of this form. */
    public static void reject(BindingResult errors, InvalidInputException wrong) {
        Forms.reject(
                errors,
                new InvalidInputException(wrong.violations().stream()
                        .map(found -> found.field().startsWith(ONLY)
                                ? new Violation(found.field().substring(ONLY.length()), found.key(), found.arguments())
                                : found)
                        .toList()));
    }

    public String getGiven() {
        return given;
    }

    public void setGiven(@Nullable String given) {
        this.given = Objects.requireNonNullElse(given, "");
    }

    public String getFamily() {
        return family;
    }

    public void setFamily(@Nullable String family) {
        this.family = Objects.requireNonNullElse(family, "");
    }
}
