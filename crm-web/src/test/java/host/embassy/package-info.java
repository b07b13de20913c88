/** A foreign application that has the CRM in it: own root package, security, tables, texts and pages. */
@NullMarked
package host.embassy;

import org.jspecify.annotations.NullMarked;
