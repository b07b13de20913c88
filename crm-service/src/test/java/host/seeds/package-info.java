/** Code that breaks the rules of the house, one rule each, to show that they can be broken. */
@NullMarked
package host.seeds;

import org.jspecify.annotations.NullMarked;
