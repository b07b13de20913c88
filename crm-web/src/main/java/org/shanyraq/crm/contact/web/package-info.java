/** The pages and the API of contacts and mandates. */
@NullMarked
package org.shanyraq.crm.contact.web;

import org.jspecify.annotations.NullMarked;
