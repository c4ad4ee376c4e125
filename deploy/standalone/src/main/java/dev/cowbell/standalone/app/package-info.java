/**
 * The commands of the standalone program. They assemble; what they assemble knows nothing of them.
 */
@NullMarked
package dev.cowbell.standalone.app;

import org.jspecify.annotations.NullMarked;
