package dev.cowbell.aggregator.savings;

import java.util.Optional;

/**
 * One worker: its last reading at or below the age of comparison, or whatever there is instead.
 *
 * @param family its family, unique within the host
 * @param ageSeconds its age at that reading
 * @param figures sharing loss and private growth then; empty where the reading could not tell
 */
public record WorkerEvidence(
    String host, String family, double ageSeconds, Optional<Figures> figures, boolean simulated) {

  /** In bytes; growth may be negative. */
  public record Figures(double sharingLossBytes, double privateGrowthBytes) {}
}
