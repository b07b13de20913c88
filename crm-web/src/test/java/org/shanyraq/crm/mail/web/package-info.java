/** Tests of the pages of mail. */
@NullMarked
package org.shanyraq.crm.mail.web;

import org.jspecify.annotations.NullMarked;
