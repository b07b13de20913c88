package org.shanyraq.crm.invitation;

import org.jspecify.annotations.Nullable;

/**
 * Somebody whom a guest brings.
 *
 * @param name at most 120 characters; null when the guest gave none, or when it was forgotten after the dialogue
 * @param organisation at most 120 characters, or null
 */
public record Companion(@Nullable String name, @Nullable String organisation) {}
