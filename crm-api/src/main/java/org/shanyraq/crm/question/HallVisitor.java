package org.shanyraq.crm.question;

/**
 * Who holds the address of a hall.
 *
 * @param device what the browser was given, as it came; empty when it was given nothing yet, and then it can only look
 * @param address from which the request comes
 */
public record HallVisitor(String device, String address) {}
