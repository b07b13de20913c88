/** What tests stand on: a real database server and schemas on it. */
@NullMarked
package org.shanyraq.crm.testing;

import org.jspecify.annotations.NullMarked;
