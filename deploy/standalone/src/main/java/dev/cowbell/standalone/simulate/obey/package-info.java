/**
 * Which arm published advice puts on which host, by the order that the deciding side uses too.
 * Pure: knows neither Kafka nor the contract.
 */
@NullMarked
package dev.cowbell.standalone.simulate.obey;

import org.jspecify.annotations.NullMarked;
