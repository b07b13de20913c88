package org.shanyraq.crm.shared.web;

import org.shanyraq.crm.access.Right;

/**
 * A likely next act, offered on the start page; a feature declares one as a bean.
 *
 * @param key key of its text
 * @param path below the base path
 * @param right who lacks it does not see the action
 * @param order lower comes first
 */
public record QuickAction(String key, String path, Right right, int order) {}
