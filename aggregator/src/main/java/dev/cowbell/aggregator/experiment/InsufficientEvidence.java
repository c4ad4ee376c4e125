package dev.cowbell.aggregator.experiment;

import java.util.Optional;

/**
 * Not enough to answer. This is an answer: it says what was seen and what is still needed.
 *
 * @param lack what is missing
 * @param seen hosts whose evidence is complete
 * @param needed what would answer the question
 * @param soFar the interval as it stands, where there is one; it decides nothing
 */
public record InsufficientEvidence(Lack lack, HostsPerArm seen, Need needed, Optional<Effect> soFar)
    implements Finding {

  static InsufficientEvidence of(Lack lack, HostsPerArm seen, Need needed) {
    return new InsufficientEvidence(lack, seen, needed, Optional.empty());
  }

  /** One sentence for people. */
  public String sentence() {
    return "%s: seen %d and %d hosts per arm; %s"
        .formatted(lack.meaning(), seen.control(), seen.treatment(), needed.sentence());
  }

  InsufficientEvidence needing(Need other) {
    return new InsufficientEvidence(lack, seen, other, soFar);
  }
}
