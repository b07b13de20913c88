/** What every page and every API resource of the CRM stands on: shell, texts, errors, forms, and the base of the API. */
@NullMarked
package org.shanyraq.crm.shared.web;

import org.jspecify.annotations.NullMarked;
