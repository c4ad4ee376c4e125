/** Keeps the contract compatible. May know the generated code only. */
@NullMarked
package dev.cowbell.api.contract;

import org.jspecify.annotations.NullMarked;
