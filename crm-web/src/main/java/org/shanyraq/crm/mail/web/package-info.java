/** The pages and the API of mail, and the page at which its readers unsubscribe. */
@NullMarked
package org.shanyraq.crm.mail.web;

import org.jspecify.annotations.NullMarked;
