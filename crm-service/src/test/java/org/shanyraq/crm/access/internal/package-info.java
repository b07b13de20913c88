@NullMarked
package org.shanyraq.crm.access.internal;

import org.jspecify.annotations.NullMarked;
