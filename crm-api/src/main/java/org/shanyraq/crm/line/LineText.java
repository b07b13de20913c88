package org.shanyraq.crm.line;

/**
 * A line in one language.
 *
 * @param question what is asked, in one line of at most 300 characters
 * @param answer what is said to it: plain text of at most 10,000 characters
 */
public record LineText(String question, String answer) {}
