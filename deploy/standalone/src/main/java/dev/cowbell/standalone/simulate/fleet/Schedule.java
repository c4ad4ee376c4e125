package dev.cowbell.standalone.simulate.fleet;

import dev.cowbell.standalone.simulate.model.Draw;
import java.util.Arrays;

/**
 * When in an interval each host ticks: hosts of a real fleet do not tick all at once. An interval
 * is walked through in ten slices.
 */
final class Schedule {
  static final int SLICES = 10;

  private final long intervalMillis;
  private final Draw draw;
  private final int[] hosts;
  private final int[] ends = new int[SLICES];

  Schedule(int hostCount, long intervalMillis, long seed) {
    this.intervalMillis = intervalMillis;
    this.draw = new Draw(seed).of(10);
    this.hosts = new int[hostCount];
    for (int host = 0; host < hostCount; host++) {
      ends[slice(host)]++;
    }
    Arrays.parallelPrefix(ends, Integer::sum);
    int[] next = new int[SLICES];
    System.arraycopy(ends, 0, next, 1, SLICES - 1);
    for (int host = 0; host < hostCount; host++) {
      hosts[next[slice(host)]++] = host;
    }
  }

  /** From the begin of an interval to the host's tick. */
  long offsetMillis(int host) {
    return (draw.of(host).bits() >>> 1) % intervalMillis;
  }

  /** Hosts that tick in a slice, by rising number. */
  int[] hosts(int slice) {
    return Arrays.copyOfRange(hosts, slice == 0 ? 0 : ends[slice - 1], ends[slice]);
  }

  /** From the begin of an interval until all hosts of a slice have ticked. */
  long endMillis(int slice) {
    return intervalMillis * (slice + 1) / SLICES;
  }

  private int slice(int host) {
    return (int) (offsetMillis(host) * SLICES / intervalMillis);
  }
}
