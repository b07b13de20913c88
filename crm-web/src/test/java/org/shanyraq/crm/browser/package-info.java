/** A real browser for tests. */
@NullMarked
package org.shanyraq.crm.browser;

import org.jspecify.annotations.NullMarked;
