@NullMarked
package org.shanyraq.crm.proof.internal;

import org.jspecify.annotations.NullMarked;
