package org.shanyraq.crm.shared.web;

import org.shanyraq.crm.access.Right;

/**
 * What one key opens on every page; one feature declares one as a bean.
 *
 * @param key key of its text
 * @param path below the base path: a page of its own where no script runs, and a part of every page where one does
 * @param right who lacks it has no such key
 */
public record QuickEntry(String key, String path, Right right) {}
