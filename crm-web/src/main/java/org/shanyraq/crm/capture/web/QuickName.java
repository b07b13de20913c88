package org.shanyraq.crm.capture.web;

import org.shanyraq.crm.capture.CaptureCandidate;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * A name that is offered while one types.
 *
 * @param insert what the line says for it
 * @param choice what the form sends of it
 */
public record QuickName(LocalizedText title, LocalizedText detail, String insert, String choice) {

    private static final String TOPIC = "topic";

    static QuickName of(CaptureCandidate candidate) {
        String name = candidate.name();
        String sign = candidate.record().kind().equals(TOPIC) ? "#" : "@";
        // What would end a name within it is put in quotation marks.
        boolean quoted = name.matches(".*[@#!%:;,()].*");
        return new QuickName(
                candidate.title(),
                candidate.detail(),
                sign + (quoted ? "\"" + name.replace('"', '\'') + "\"" : name),
                ChoiceText.of(candidate.record(), name));
    }
}
