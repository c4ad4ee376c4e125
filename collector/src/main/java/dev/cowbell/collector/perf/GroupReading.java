package dev.cowbell.collector.perf;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.util.List;
import java.util.stream.LongStream;

/**
 * One read of a group of events on one CPU, {@code PERF_FORMAT_GROUP} with both times: number of
 * events, time enabled, time running, then a value each. Where more events are wanted than the
 * processor has counters, the kernel gives each group a turn: running is less than enabled.
 *
 * @param enabledNanos for which it was switched on
 * @param runningNanos of these, for which it really counted
 * @param values since it was opened, by event
 */
record GroupReading(long enabledNanos, long runningNanos, List<Long> values) {
  private static final int HEAD = 3;

  /** How many numbers such a read has. */
  static int numbers(int events) {
    return HEAD + events;
  }

  /** Understands a read; without values where the CPU has gone. */
  static GroupReading of(long[] numbers) {
    if (numbers.length < HEAD || numbers[0] != numbers.length - HEAD) {
      return new GroupReading(0, 0, List.of());
    }
    List<Long> values = LongStream.of(numbers).skip(HEAD).boxed().toList();
    return new GroupReading(numbers[1], numbers[2], values);
  }

  /**
   * What one event counted since then, scaled to the whole time: value x enabled / running.
   *
   * @return COUNTER_RESET where something went backwards, NOT_YET_READ where the group had no turn
   */
  Reading<Long> since(GroupReading before, int event) {
    if (event >= values.size() || event >= before.values.size()) {
      return Reading.of(0L); // the CPU is switched off, and executes nothing
    }
    long enabled = enabledNanos - before.enabledNanos;
    long running = runningNanos - before.runningNanos;
    long counted = values.get(event) - before.values.get(event);
    if (enabled < 0 || running < 0 || counted < 0) {
      return Reading.unavailable(Reason.COUNTER_RESET, "a counter went backwards");
    }
    if (running == 0) {
      return enabled == 0
          ? Reading.of(0L)
          : Reading.unavailable(
              Reason.NOT_YET_READ, "others had the counters for the whole interval");
    }
    return Reading.of(
        running >= enabled ? counted : Math.round(counted * ((double) enabled / running)));
  }
}
