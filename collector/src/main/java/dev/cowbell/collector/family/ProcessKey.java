package dev.cowbell.collector.family;

import org.jspecify.annotations.Nullable;

/**
 * One process for good, within one boot. Compared by hand: the methods that a record is given are
 * put together at run time and cost several times as much, and every tick asks for keys a thousand
 * times.
 *
 * @param startTicks start in clock ticks since boot
 */
public record ProcessKey(int pid, long startTicks) {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ProcessKey key && key.pid == pid && key.startTicks == startTicks;
  }

  @Override
  public int hashCode() {
    return 31 * pid + Long.hashCode(startTicks);
  }
}
