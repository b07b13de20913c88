@NullMarked
package org.shanyraq.crm.shared.internal;

import org.jspecify.annotations.NullMarked;
