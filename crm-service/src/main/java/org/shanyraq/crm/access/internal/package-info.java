/** Who acts on this thread, and the guard in front of every facade. */
@NullMarked
package org.shanyraq.crm.access.internal;

import org.jspecify.annotations.NullMarked;
