/** How aggregates are kept and lists are read. */
@NullMarked
package org.shanyraq.crm.shared.internal;

import org.jspecify.annotations.NullMarked;
