@NullMarked
package org.shanyraq.crm.invitation.internal;

import org.jspecify.annotations.NullMarked;
