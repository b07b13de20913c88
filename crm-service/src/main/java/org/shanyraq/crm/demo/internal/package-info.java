/** Makes demonstration data from lists of names, always the same. */
@NullMarked
package org.shanyraq.crm.demo.internal;

import org.jspecify.annotations.NullMarked;
