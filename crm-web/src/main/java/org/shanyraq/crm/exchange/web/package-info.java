/** The pages of imports, and lists as files. */
@NullMarked
package org.shanyraq.crm.exchange.web;

import org.jspecify.annotations.NullMarked;
