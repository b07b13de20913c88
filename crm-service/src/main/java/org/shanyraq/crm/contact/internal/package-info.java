/** People and their mandates in the database. */
@NullMarked
package org.shanyraq.crm.contact.internal;

import org.jspecify.annotations.NullMarked;
