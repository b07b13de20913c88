/** The CRM as an application of its own; a host application does not use this package. */
@NullMarked
package org.shanyraq.crm.standalone;

import org.jspecify.annotations.NullMarked;
