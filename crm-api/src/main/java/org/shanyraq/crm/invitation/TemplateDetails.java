package org.shanyraq.crm.invitation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a user enters of a template.
 *
 * @param name by which officers choose it, at most 120 characters
 * @param texts by language tag, {@code en}, {@code fr}, {@code kk} or {@code ru}; at least one
 */
public record TemplateDetails(TemplateKind kind, String name, Map<String, TemplateText> texts) {

    public TemplateDetails {
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
    }
}
