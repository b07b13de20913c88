/** The page, the suggestions and the API of the one search box. */
@NullMarked
package org.shanyraq.crm.search.web;

import org.jspecify.annotations.NullMarked;
