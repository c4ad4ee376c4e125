package dev.cowbell.bench.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Open-loop load: calls start when they are due, however many are under way. */
record Load(int callsPerSecond, Calls calls) {
  /** How long calls took, in nanoseconds from when they were due. */
  record Times(Map<Kind, long[]> nanos, long failed) {
    double millis(Kind kind, double share) {
      long[] sorted = nanos.getOrDefault(kind, new long[0]);
      return sorted.length == 0
          ? Double.NaN
          : sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
    }

    long calls(Kind kind) {
      return nanos.getOrDefault(kind, new long[0]).length;
    }
  }

  Times run(Duration duration) {
    Map<Kind, ConcurrentLinkedQueue<Long>> taken = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      taken.put(kind, new ConcurrentLinkedQueue<>());
    }
    AtomicLong failed = new AtomicLong();
    long count = duration.toSeconds() * callsPerSecond;
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long call = 0; call < count; call++) {
        long number = call;
        long due = start + call * 1_000_000_000L / callsPerSecond;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        Kind kind = Kind.of(call);
        threads.execute(
            () -> {
              if (calls.make(kind, number)) {
                taken
                    .getOrDefault(kind, new ConcurrentLinkedQueue<>())
                    .add(System.nanoTime() - due);
              } else {
                failed.incrementAndGet();
              }
            });
      }
    }
    Map<Kind, long[]> nanos = new EnumMap<>(Kind.class);
    taken.forEach(
        (kind, times) -> {
          long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
          Arrays.sort(sorted);
          nanos.put(kind, sorted);
        });
    return new Times(nanos, failed.get());
  }
}
