@NullMarked
package org.shanyraq.crm.demo.internal;

import org.jspecify.annotations.NullMarked;
