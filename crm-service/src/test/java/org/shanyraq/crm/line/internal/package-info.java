@NullMarked
package org.shanyraq.crm.line.internal;

import org.jspecify.annotations.NullMarked;
