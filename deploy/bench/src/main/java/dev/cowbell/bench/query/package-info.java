/**
 * What the three questions that are asked most cost over 90 days of roll-ups, through the server
 * and as bare SQL. Knows the contract and the views.
 */
@NullMarked
package dev.cowbell.bench.query;

import org.jspecify.annotations.NullMarked;
