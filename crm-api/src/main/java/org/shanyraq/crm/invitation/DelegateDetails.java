package org.shanyraq.crm.invitation;

import org.jspecify.annotations.Nullable;

/**
 * Somebody whom a guest wants to send in their place, as it is typed.
 *
 * @param name at most 120 characters
 * @param position what the person does and where, at most 200 characters, or null
 * @param email where the person is written to, or null
 */
public record DelegateDetails(
        String name, @Nullable String position, @Nullable String email) {}
