/** Keeps lines to take, edition by edition, and finds those that answer a question. */
@NullMarked
package org.shanyraq.crm.line.internal;

import org.jspecify.annotations.NullMarked;
