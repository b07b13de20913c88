package org.shanyraq.crm.shared.web;

import org.jspecify.annotations.Nullable;

/**
 * A field in which two edits of the same record differ.
 *
 * @param labelKey key of the field's name
 * @param theirs what is stored now
 * @param yours what was about to be stored
 */
public record Difference(
        String labelKey, @Nullable String theirs, @Nullable String yours) {}
