/** The quick line on every page, and its API. */
@NullMarked
package org.shanyraq.crm.capture.web;

import org.jspecify.annotations.NullMarked;
