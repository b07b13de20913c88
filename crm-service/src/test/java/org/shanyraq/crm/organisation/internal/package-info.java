@NullMarked
package org.shanyraq.crm.organisation.internal;

import org.jspecify.annotations.NullMarked;
