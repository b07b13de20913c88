package org.shanyraq.crm.question;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a guest sends.
 *
 * @param entry made with the form, so that the same one sent twice is one question
 * @param name as the guest gives it, or null: anonymous
 * @param language of the page on which it was written
 */
public record GuestQuestion(UUID entry, @Nullable String name, String text, String language) {}
