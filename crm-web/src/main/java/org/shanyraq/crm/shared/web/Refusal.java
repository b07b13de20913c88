package org.shanyraq.crm.shared.web;

import java.util.List;
import org.shanyraq.crm.shared.Violation;

/**
 * Why a request is not served: one thing for pages and for the API.
 *
 * @param status HTTP status
 * @param kind which sort of refusal, kebab-case: end of the problem's type and of the keys {@code crm.error.page.<kind>.*}
 * @param detailKey key of the text that says what to do
 * @param arguments arguments of that text
 * @param violations what is wrong with which field; empty when it is not about fields
 */
public record Refusal(int status, String kind, String detailKey, List<?> arguments, List<Violation> violations) {

    public Refusal {
        arguments = List.copyOf(arguments);
        violations = List.copyOf(violations);
    }

    public static Refusal of(int status, String kind) {
        return new Refusal(status, kind, "crm.error.page." + kind + ".text", List.of(), List.of());
    }

    public static Refusal of(int status, String kind, String detailKey, List<?> arguments) {
        return new Refusal(status, kind, detailKey, arguments, List.of());
    }
}
