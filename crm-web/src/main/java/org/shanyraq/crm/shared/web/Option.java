package org.shanyraq.crm.shared.web;

/** A choice of a select. */
public record Option(String value, String text) {}
