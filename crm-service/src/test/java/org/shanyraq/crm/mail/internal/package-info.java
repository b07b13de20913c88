/** Tests of mail, on servers that answer as told. */
@NullMarked
package org.shanyraq.crm.mail.internal;

import org.jspecify.annotations.NullMarked;
