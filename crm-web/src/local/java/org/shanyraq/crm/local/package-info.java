/** The parts that the demo and the tests run on: database, Keycloak and mail, on this machine alone. In no shipped jar. */
@NullMarked
package org.shanyraq.crm.local;

import org.jspecify.annotations.NullMarked;
