@NullMarked
package org.shanyraq.crm.exchange.internal;

import org.jspecify.annotations.NullMarked;
