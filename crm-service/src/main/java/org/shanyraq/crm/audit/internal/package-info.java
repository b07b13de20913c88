/** The hash-chained trail in the database. */
@NullMarked
package org.shanyraq.crm.audit.internal;

import org.jspecify.annotations.NullMarked;
