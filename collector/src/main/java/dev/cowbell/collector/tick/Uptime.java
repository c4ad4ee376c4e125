package dev.cowbell.collector.tick;

import dev.cowbell.collector.reading.Reading;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Milliseconds since boot, on the clock that processes' start times use. Where the kernel's file
 * cannot be read for once, the time since the last good reading is added to it; the clock on the
 * wall is not asked, since people set it. What goes backwards is no good reading.
 */
final class Uptime {
  private final LongSupplier nanos;
  private long lastMillis;
  private long offsetMillis;

  /**
   * @param nanos a clock that only goes forward; on Linux the Java platform's own begins at boot
   */
  Uptime(LongSupplier nanos) {
    this.nanos = nanos;
  }

  long millis(Reading<Long> fromKernel) {
    long steady = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    long now =
        fromKernel.optional().filter(read -> read >= lastMillis).orElse(steady + offsetMillis);
    offsetMillis = now - steady;
    lastMillis = now;
    return now;
  }
}
