/** Asks every feature in turn. */
@NullMarked
package org.shanyraq.crm.search.internal;

import org.jspecify.annotations.NullMarked;
