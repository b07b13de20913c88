package org.shanyraq.crm.invitation;

/**
 * A mail in one language, with {@link Placeholder placeholders}.
 *
 * @param subject one line, at most 200 characters
 * @param body plain text, at most 10,000 characters; an empty line begins a new paragraph
 */
public record TemplateText(String subject, String body) {}
