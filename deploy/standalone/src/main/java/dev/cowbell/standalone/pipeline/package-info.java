/**
 * The whole pipeline on one machine: databases inside, deployed artefacts outside. Knows nothing of
 * who uses it.
 */
@NullMarked
package dev.cowbell.standalone.pipeline;

import org.jspecify.annotations.NullMarked;
