package org.shanyraq.crm.invitation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a user enters of a template.
 *
 * @param name by which officers choose it, at most 120 characters
 * @param texts by language (ISO 639-1, two letters), at least one and at most 30; each guest gets the first of their languages that is there, else the
 *     first of the dialogue, else English, French, Kazakh or Russian, else any
 */
public record TemplateDetails(TemplateKind kind, String name, Map<String, TemplateText> texts) {

    public TemplateDetails {
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
    }
}
