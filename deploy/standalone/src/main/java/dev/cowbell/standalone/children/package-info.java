/**
 * The deployed artefacts as child processes: started, awaited, stopped. Knows nothing of what they
 * compute.
 */
@NullMarked
package dev.cowbell.standalone.children;

import org.jspecify.annotations.NullMarked;
