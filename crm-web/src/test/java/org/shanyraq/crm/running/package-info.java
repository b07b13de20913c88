/** The whole application on real parts, for tests from outside. */
@NullMarked
package org.shanyraq.crm.running;

import org.jspecify.annotations.NullMarked;
