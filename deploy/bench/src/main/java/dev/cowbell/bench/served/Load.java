package dev.cowbell.bench.served;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Open-loop load: calls start when they are due, however many are under way. */
public record Load<K>(int callsPerSecond, Caller<K> caller) {

  /** Makes calls of some kinds. */
  public interface Caller<K> {
    /** The kind of the n-th call. */
    K kindOf(long number);

    /** Makes the n-th call; says whether it was answered. */
    boolean make(K kind, long number);
  }

  /** How long calls took, in nanoseconds from when they were due, in rising order. */
  public record Times<K>(Map<K, long[]> nanos, long failed) {
    /** What this share of the calls did not exceed; NaN where there were none. */
    public double millis(K kind, double share) {
      long[] sorted = nanos.getOrDefault(kind, new long[0]);
      return sorted.length == 0
          ? Double.NaN
          : sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
    }

    /** How many were answered. */
    public long calls(K kind) {
      return nanos.getOrDefault(kind, new long[0]).length;
    }
  }

  /** Runs for so long. */
  public Times<K> run(Duration duration) {
    Map<K, Queue<Long>> taken = new ConcurrentHashMap<>();
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
        K kind = caller.kindOf(call);
        threads.execute(
            () -> {
              if (caller.make(kind, number)) {
                taken
                    .computeIfAbsent(kind, absent -> new ConcurrentLinkedQueue<>())
                    .add(System.nanoTime() - due);
              } else {
                failed.incrementAndGet();
              }
            });
      }
    }
    return new Times<>(
        taken.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> sorted(e.getValue()))),
        failed.get());
  }

  private static long[] sorted(Queue<Long> times) {
    long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
