@NullMarked
package org.shanyraq.crm;

import org.jspecify.annotations.NullMarked;
