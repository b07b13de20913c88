@NullMarked
package org.shanyraq.crm.timeline.internal;

import org.jspecify.annotations.NullMarked;
