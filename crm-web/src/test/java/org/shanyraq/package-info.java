/** A foreign application whose root package lies above the CRM's. */
@NullMarked
package org.shanyraq;

import org.jspecify.annotations.NullMarked;
