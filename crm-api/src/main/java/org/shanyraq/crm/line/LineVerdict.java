package org.shanyraq.crm.line;

/**
 * What an officer says of two lines in use.
 *
 * @param edition the edition of {@code line} that was seen
 * @param otherEdition the edition of {@code other} that was seen
 * @param contradicts whether they answer the same question differently
 */
public record LineVerdict(LineId line, int edition, LineId other, int otherEdition, boolean contradicts) {}
