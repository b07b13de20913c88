/** The desk of a dialogue, the pages and the API of questions. */
@NullMarked
package org.shanyraq.crm.question.web;

import org.jspecify.annotations.NullMarked;
