/** A foreign application without a security chain of its own, in which the CRM signs its users in itself. */
@NullMarked
package host.plain;

import org.jspecify.annotations.NullMarked;
