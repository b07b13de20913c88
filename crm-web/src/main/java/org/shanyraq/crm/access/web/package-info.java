/** Who asks: the security chains of the CRM's own paths, the Keycloak adapter, and the binding of the officer to the request. */
@NullMarked
package org.shanyraq.crm.access.web;

import org.jspecify.annotations.NullMarked;
