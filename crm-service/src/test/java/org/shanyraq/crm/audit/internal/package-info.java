@NullMarked
package org.shanyraq.crm.audit.internal;

import org.jspecify.annotations.NullMarked;
