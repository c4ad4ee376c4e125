/** What Cowbell advises, as the aggregator last computed it. It may not compute advice itself. */
@NullMarked
package dev.cowbell.api.server.recommendation;

import org.jspecify.annotations.NullMarked;
