package org.shanyraq.crm.capture;

import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * Somebody or something that may be meant.
 *
 * @param title what it is called
 * @param detail what tells it from others of the same title; may be empty
 * @param met whether the officer was in touch with them lately
 * @param name what a line says for it, without the sign before it
 */
public record CaptureCandidate(RecordRef record, LocalizedText title, LocalizedText detail, boolean met, String name) {}
