/** How a command ends that cannot do its work: one line for a person. Knows nothing else. */
@NullMarked
package dev.cowbell.standalone.failure;

import org.jspecify.annotations.NullMarked;
