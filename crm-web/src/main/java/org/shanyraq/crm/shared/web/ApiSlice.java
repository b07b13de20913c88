package org.shanyraq.crm.shared.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a list, as the API gives it.
 *
 * @param next cursor of the following stretch; left out when this is the last one
 */
public record ApiSlice<T>(List<T> items, @Nullable String next) {}
