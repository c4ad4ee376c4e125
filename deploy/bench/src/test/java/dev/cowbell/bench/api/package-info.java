/** Tests of what is called. */
@NullMarked
package dev.cowbell.bench.api;

import org.jspecify.annotations.NullMarked;
