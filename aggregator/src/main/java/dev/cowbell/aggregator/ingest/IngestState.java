package dev.cowbell.aggregator.ingest;

import java.time.Instant;

/** What ingest is doing, for health. */
public sealed interface IngestState {

  /** Joining the consumer group. */
  record Starting() implements IngestState {}

  /** Taking ticks over. */
  record Running() implements IngestState {}

  /** Something it needs is away; it stays in the group and resumes by itself. */
  record Waiting(String reason, Instant since) implements IngestState {}

  /** It has ended; only a restart of the process helps unless it was asked to. */
  record Stopped(String reason) implements IngestState {}
}
