package org.shanyraq.crm.shared.web;

/**
 * An origin besides the own one to which a form may lead, by redirects: the identity provider at the sign-out.
 *
 * @param origin scheme, host and port
 */
public record FormTarget(String origin) {}
