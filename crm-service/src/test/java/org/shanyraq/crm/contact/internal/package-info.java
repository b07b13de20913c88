@NullMarked
package org.shanyraq.crm.contact.internal;

import org.jspecify.annotations.NullMarked;
