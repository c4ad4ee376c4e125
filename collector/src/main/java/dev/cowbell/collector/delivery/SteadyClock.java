package dev.cowbell.collector.delivery;

import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * Milliseconds since 1970 that do not follow steps of the host's clock after the start: a clock
 * that is set right must not make what is spooled too old.
 */
public final class SteadyClock implements LongSupplier {
  private final long startMillis;
  private final LongSupplier nanos;
  private final long startNanos;

  /** As {@link Clock} says now, and on from there. */
  public SteadyClock(Clock clock) {
    this(clock, System::nanoTime);
  }

  SteadyClock(Clock clock, LongSupplier nanos) {
    this.nanos = nanos;
    startMillis = clock.millis();
    startNanos = nanos.getAsLong();
  }

  @Override
  public long getAsLong() {
    return startMillis + (nanos.getAsLong() - startNanos) / 1_000_000;
  }
}
