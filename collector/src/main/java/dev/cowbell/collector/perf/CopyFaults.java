package dev.cowbell.collector.perf;

import dev.cowbell.collector.kernel.SystemCallException;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Copy-on-write faults of the host, counted exactly by the filtered tracepoint, and shared out to
 * processes by a record of every so-many-th: one file per CPU does both.
 *
 * <p>A CPU's ring holds records of 16 bytes that say which process. All rings together have 1 MiB:
 * 64 KiB on up to 16 CPUs with a record every 64 faults, 8 KiB on 128 CPUs with one every 512. So a
 * CPU may have 262,144 copies, 1 GiB, in a tick; beyond that the shares are unavailable and the
 * count of the host is not. A process's figure has an error of about the root of its records: 5,000
 * copies are told to 11 % on 16 CPUs.
 *
 * <p>The price is paid by all: while this is open every page fault of user code on the host, copy
 * or not, takes 0.2 us more, 11 % of a fault (40,000 faults of a forked process, 25 runs each with
 * and without in turn; 2-core virtual machine, Linux 6.18, 2026-11-20). A host with 5,000 faults a
 * second pays 0.1 % of a core.
 */
public final class CopyFaults implements Closeable {
  private static final int ALL_PAGES = 256;
  private static final int MOST_PAGES = 16;
  private static final int FAULTS_PER_CPU = 262_144;
  private static final int RECORD_BYTES = 16;
  private static final int PAGE_BYTES = 4096;

  private final List<EventFile> files = new ArrayList<>();
  private final List<RingBuffer> rings = new ArrayList<>();
  private final int pages;
  private long lastCount;

  /**
   * One interval.
   *
   * @param host all copies, exact
   * @param byProcess estimated; a process that is not in it had too few to be seen
   */
  public record Interval(Reading<Long> host, Reading<Map<Integer, Long>> byProcess) {
    /** Nothing is counted, for this reason. */
    public static Interval absent(Reading.Unavailable<?> why) {
      return new Interval(why.retyped(), why.retyped());
    }
  }

  private CopyFaults(int cpus) {
    pages = pages(cpus);
  }

  /** Counts from now on. */
  public static Reading<CopyFaults> open(PageFaultTracepoint tracepoint, List<Integer> cpus) {
    if (cpus.size() > CpuCounters.MAX_CPUS) {
      return Reading.unavailable(
          Reason.NOT_SUPPORTED,
          cpus.size() + " CPUs would take too many files; counted up to " + CpuCounters.MAX_CPUS);
    }
    CopyFaults faults = new CopyFaults(cpus.size());
    try {
      for (int cpu : cpus) {
        faults.add(tracepoint, cpu);
      }
      return Reading.of(faults);
    } catch (SystemCallException failure) {
      faults.closeAfter(failure);
      return Refusal.of(failure);
    }
  }

  /** What was counted since the last time. */
  public Interval take() {
    Recorded recorded = new Recorded();
    rings.forEach(ring -> recorded.addAll(ring.drain()));
    return new Interval(count(), recorded.byProcess(period(pages)));
  }

  /** Of data in each ring. */
  static int pages(int cpus) {
    return Math.clamp(Integer.highestOneBit(Math.max(1, ALL_PAGES / cpus)), 1, MOST_PAGES);
  }

  /** Faults per record, so that a ring holds all of {@link #FAULTS_PER_CPU}. */
  static int period(int pages) {
    return FAULTS_PER_CPU / (pages * PAGE_BYTES / RECORD_BYTES);
  }

  private void add(PageFaultTracepoint tracepoint, int cpu) throws SystemCallException {
    EventAttributes attributes =
        new EventAttributes(
            EventAttributes.TRACEPOINT,
            tracepoint.id(),
            period(pages),
            EventAttributes.RECORD_PROCESS,
            0,
            0,
            EventAttributes.CLOCK_MONOTONIC);
    EventFile file = EventFile.open(attributes, EventFile.ALL_PROCESSES, cpu, EventFile.NO_GROUP);
    files.add(file);
    rings.add(RingBuffer.of(file, pages));
    file.filter(PageFaultTracepoint.COPY_ON_WRITE);
    file.enable();
  }

  private Reading<Long> count() {
    long count = 0;
    try {
      for (EventFile file : files) {
        long[] numbers = file.read(1);
        count += numbers.length == 0 ? 0 : numbers[0];
      }
    } catch (SystemCallException failure) {
      return Refusal.of(failure);
    }
    long delta = count - lastCount;
    lastCount = count;
    return delta < 0
        ? Reading.unavailable(Reason.COUNTER_RESET, "a CPU was switched off")
        : Reading.of(delta);
  }

  /** The records of one interval. */
  static final class Recorded {
    private static final int LOST = 2;
    private static final int SAMPLE = 9;

    private final Map<Integer, Long> records = new HashMap<>();
    private long lost;

    void addAll(ByteBuffer ring) {
      for (int at = 0; at + RECORD_BYTES <= ring.limit(); ) {
        int size = Math.max(8, Short.toUnsignedInt(ring.getShort(at + 6)));
        switch (ring.getInt(at)) {
          case SAMPLE -> records.merge(ring.getInt(at + 8), 1L, Long::sum);
          case LOST -> lost++;
          default -> {} // throttling and the like: nothing of ours
        }
        at += size;
      }
    }

    Reading<Map<Integer, Long>> byProcess(int period) {
      if (lost > 0) {
        return Reading.unavailable(
            Reason.IMPLAUSIBLE, "more copies than can be told apart by process in one interval");
      }
      records.replaceAll((process, count) -> count * period);
      return Reading.of(Map.copyOf(records));
    }
  }

  private void closeAfter(SystemCallException failure) {
    try {
      close();
    } catch (SystemCallException second) {
      failure.addSuppressed(second);
    }
  }

  @Override
  public void close() throws SystemCallException {
    for (RingBuffer ring : rings) {
      ring.close();
    }
    for (EventFile file : files) {
      file.close();
    }
    rings.clear();
    files.clear();
  }
}
