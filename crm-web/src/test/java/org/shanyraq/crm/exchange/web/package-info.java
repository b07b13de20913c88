/** Imports and exports as a browser and a script see them. */
@NullMarked
package org.shanyraq.crm.exchange.web;

import org.jspecify.annotations.NullMarked;
