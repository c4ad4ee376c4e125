package dev.cowbell.aggregator.ingest;

/**
 * Ends an instance where it stands, as a kill would: an error, because nothing but the end is right
 * after it.
 */
final class SimulatedCrash extends Error {
  private static final long serialVersionUID = 1L;
}
