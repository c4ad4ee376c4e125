/** Plays a small rollout whole. */
@NullMarked
package dev.cowbell.bench.rollout;

import org.jspecify.annotations.NullMarked;
