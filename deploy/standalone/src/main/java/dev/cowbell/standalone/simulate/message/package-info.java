/**
 * Simulated readings as the contract has them: every host carries the label that says it is
 * simulated. Knows the model's readings and the contract, not how readings come about or where
 * messages go.
 */
@NullMarked
package dev.cowbell.standalone.simulate.message;

import org.jspecify.annotations.NullMarked;
