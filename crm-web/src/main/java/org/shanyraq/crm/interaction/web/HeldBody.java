package org.shanyraq.crm.interaction.web;

import org.jspecify.annotations.Nullable;

/**
 * What was said when a planned interaction came about.
 *
 * @param summary Markdown, at most 50,000 characters; left out: it stays as it is
 */
record HeldBody(@Nullable String summary) {}
