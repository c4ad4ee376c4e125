package dev.cowbell.aggregator.store;

import java.util.Optional;

/**
 * A change that is to be published.
 *
 * @param number rises in the order of changes
 * @param id key of the record: service|hardware class|kind
 * @param payload a serialised Recommendation; empty withdraws it
 */
public record ToPublish(long number, String id, Optional<byte[]> payload) {}
