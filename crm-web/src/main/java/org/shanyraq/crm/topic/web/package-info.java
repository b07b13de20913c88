/** The page on which administrators keep topics, and the suggestions for those who use them. */
@NullMarked
package org.shanyraq.crm.topic.web;

import org.jspecify.annotations.NullMarked;
