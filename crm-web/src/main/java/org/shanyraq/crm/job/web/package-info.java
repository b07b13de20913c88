/** The pages of one's own jobs. */
@NullMarked
package org.shanyraq.crm.job.web;

import org.jspecify.annotations.NullMarked;
