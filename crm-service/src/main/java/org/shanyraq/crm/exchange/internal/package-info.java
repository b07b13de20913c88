/** How files are read, mapped to fields, checked, applied and taken back, and how lists become files. */
@NullMarked
package org.shanyraq.crm.exchange.internal;

import org.jspecify.annotations.NullMarked;
