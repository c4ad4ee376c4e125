package dev.cowbell.aggregator.guardrail;

import java.time.Instant;
import java.util.Optional;

/**
 * Stopped where it stood; hosts that had the change keep it.
 *
 * @param heldAt where it stood
 * @param cause why
 * @param since since when
 * @param repair how far the repair has come
 */
public record Held(Running heldAt, Cause cause, Instant since, Repair repair) implements Stopped {

  @Override
  public Held markedFixed(String how, Instant at) {
    return new Held(heldAt, cause, since, new Repair.Fixed(how, at));
  }

  /** The fix did not hold, or nobody made one yet. */
  public Held brokeAgain(Cause again, Instant at) {
    return new Held(heldAt, again, at, new Repair.Awaited());
  }

  /** Takes the change back from all hosts of the generation. */
  public RolledBack rollBack(Cause worse, Instant at) {
    return new RolledBack(heldAt, worse, at, new Repair.Awaited());
  }

  /** Goes on where it was held, if the repair is proven. */
  public Optional<Running> release(int cleanReloadsSinceFix, Instant at) {
    return repair.isProvenBy(cleanReloadsSinceFix)
        ? Optional.of(heldAt.begunAnew(at))
        : Optional.empty();
  }

  /** Goes on at once where nothing was broken: a person had stopped it. */
  public Optional<Running> resume(Instant at) {
    return cause instanceof Cause.Operator ? Optional.of(heldAt.begunAnew(at)) : Optional.empty();
  }

  @Override
  public String name() {
    return "HELD";
  }
}
