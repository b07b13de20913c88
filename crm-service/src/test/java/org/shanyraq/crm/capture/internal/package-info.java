@NullMarked
package org.shanyraq.crm.capture.internal;

import org.jspecify.annotations.NullMarked;
