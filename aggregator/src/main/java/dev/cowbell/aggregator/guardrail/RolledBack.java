package dev.cowbell.aggregator.guardrail;

import java.time.Instant;
import java.util.Optional;

/**
 * Taken back: no host of the generation has the change any more.
 *
 * @param takenBackAt how far it had come
 * @param cause why
 * @param since since when
 * @param repair how far the repair has come
 */
public record RolledBack(Running takenBackAt, Cause cause, Instant since, Repair repair)
    implements Stopped {

  @Override
  public RolledBack markedFixed(String how, Instant at) {
    return new RolledBack(takenBackAt, cause, since, new Repair.Fixed(how, at));
  }

  /** Begins from the start, if the repair is proven: hosts reload cleanly without the change. */
  public Optional<Observe> release(int cleanReloadsSinceFix) {
    return repair.isProvenBy(cleanReloadsSinceFix) ? Optional.of(new Observe()) : Optional.empty();
  }

  @Override
  public String name() {
    return "ROLLED_BACK";
  }
}
