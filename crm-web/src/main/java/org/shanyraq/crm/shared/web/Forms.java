package org.shanyraq.crm.shared.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Violation;
import org.springframework.http.HttpStatus;
import org.springframework.validation.BindingResult;

/** The way of a form: bound, tried, and shown again when something is wrong. */
public final class Forms {

    private Forms() {}

    /** What was typed, without blanks around it; null when nothing was. */
    public static @Nullable String textOrNull(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    /** A text in several languages as one, a line each: {@code en: Board}. For comparing what two people wrote. */
    public static String inWords(LocalizedText text) {
        return text.texts().entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    /**
     * Runs the act unless binding found something wrong. What the act finds wrong becomes an error of the form's field of that
     * name, or of the whole form when it has no such field.
     *
     * @return whether the act was done
     */
    public static boolean accepted(BindingResult errors, Runnable act) {
        if (errors.hasErrors()) {
            return false;
        }
        try {
            act.run();
            return true;
        } catch (InvalidInputException invalid) {
            reject(errors, invalid);
            return false;
        }
    }

    /** Tells the violations at the fields of the form. */
    public static void reject(BindingResult errors, InvalidInputException invalid) {
        for (Violation violation : invalid.violations()) {
            Object[] arguments = violation.arguments().toArray();
            String field = field(errors, violation.field());
            if (field != null) {
                errors.rejectValue(field, violation.key(), arguments, violation.key());
            } else {
                errors.reject(violation.key(), arguments, violation.key());
            }
        }
    }

    /** The form again, with what is wrong: 422. */
    public static String again(HttpServletResponse response, String view) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return view;
    }

    /** The form again, with the comparison to what somebody else stored meanwhile: 409. */
    public static String conflict(HttpServletResponse response, String view) {
        response.setStatus(HttpStatus.CONFLICT.value());
        return view;
    }

    /** How the form calls the field: a text in one language, {@code names.en}, is {@code names[en]}; null when it has none. */
    private static @Nullable String field(BindingResult errors, String field) {
        if (isField(errors, field)) {
            return field;
        }
        int dot = field.lastIndexOf('.');
        String keyed = dot < 0 ? "" : field.substring(0, dot) + "[" + field.substring(dot + 1) + "]";
        return isField(errors, keyed) ? keyed : null;
    }

    private static boolean isField(BindingResult errors, String field) {
        if (field.isEmpty()) {
            return false;
        }
        try {
            return errors.getFieldType(field) != null;
        } catch (RuntimeException noSuchField) {
            return false;
        }
    }
}
