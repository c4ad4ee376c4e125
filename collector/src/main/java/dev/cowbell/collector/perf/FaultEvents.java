package dev.cowbell.collector.perf;

import dev.cowbell.collector.kernel.Errno;
import dev.cowbell.collector.kernel.SystemCallException;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Faults as they happen, one record each, on every CPU or, where that is refused, in single
 * threads.
 *
 * <p>Files and memory: one file and one ring per CPU or thread. A ring on a CPU has 128 pages (516
 * KiB with its head, which is what kernel.perf_event_mlock_kb grants per CPU): 128 CPUs take 128
 * files and 64.5 MiB while this is open. One of a thread has what is left of half of that grant, at
 * most 128 pages; {@link #MAX_RINGS} bounds both. 128 pages hold 8,192 records of 64 bytes: drained
 * every few milliseconds that is above what one CPU can fault.
 */
public final class FaultEvents implements Closeable {
  /** No more files than this. */
  static final int MAX_RINGS = 512;

  private static final int CPU_RING_PAGES = 128;
  private static final long MINOR_FAULTS = 5;
  private static final PageFaultTracepoint NO_FIELDS = new PageFaultTracepoint(0, 0, 0);

  /** What a record stands for. */
  public enum Kind {
    /** Every write to a present page that may not be written. */
    COPIES,
    /** Every fault without input or output, whatever it was for: copies are among them. */
    MINOR_FAULTS
  }

  private final Kind kind;
  private final PageFaultTracepoint fields;
  private final boolean everyCpu;
  private final int ringPages;
  private final Set<Integer> threads = new HashSet<>();
  private final List<EventFile> files = new ArrayList<>();
  private final List<RingBuffer> rings = new ArrayList<>();

  private FaultEvents(Kind kind, PageFaultTracepoint fields, boolean everyCpu, int ringPages) {
    this.kind = kind;
    this.fields = fields;
    this.everyCpu = everyCpu;
    this.ringPages = ringPages;
  }

  /** Copies on these CPUs, by whatever process. */
  public static Reading<FaultEvents> copies(PageFaultTracepoint tracepoint, List<Integer> cpus) {
    return open(new FaultEvents(Kind.COPIES, tracepoint, true, CPU_RING_PAGES), cpus);
  }

  /** Minor faults on these CPUs, by whatever process. */
  public static Reading<FaultEvents> minorFaults(List<Integer> cpus) {
    return open(new FaultEvents(Kind.MINOR_FAULTS, NO_FIELDS, true, CPU_RING_PAGES), cpus);
  }

  /** Minor faults of these threads: what the kernel lets one see of one's own processes. */
  public static Reading<FaultEvents> minorFaultsOf(Set<Integer> threads) {
    int processors = Runtime.getRuntime().availableProcessors();
    return open(
        new FaultEvents(
            Kind.MINOR_FAULTS, NO_FIELDS, false, threadRingPages(processors, threads.size())),
        List.copyOf(threads));
  }

  /** Half of what users may share with the kernel, for the other half may be taken already. */
  static int threadRingPages(int processors, int threads) {
    int each = CPU_RING_PAGES / 2 * processors / Math.max(1, threads);
    return Math.clamp(Integer.highestOneBit(Math.max(1, each)), 1, CPU_RING_PAGES);
  }

  public Kind kind() {
    return kind;
  }

  /** Whether it sees every process, those not born yet included. */
  public boolean onEveryCpu() {
    return everyCpu;
  }

  /** Where it watches single threads: watches these too, as far as files allow. */
  public void addThreads(Set<Integer> more) throws SystemCallException {
    for (int thread : more) {
      if (!everyCpu && files.size() < MAX_RINGS && !threads.contains(thread)) {
        try {
          add(thread);
        } catch (SystemCallException failure) {
          if (Errno.isRefusal(failure.errno())) {
            return; // the memory that users may share with the kernel is used up
          }
          if (failure.errno() != Errno.ESRCH) {
            throw failure;
          }
        }
      }
    }
  }

  /** Hands out what was recorded since the last time. */
  public void drain(FaultSink sink) {
    FaultRecords records =
        switch (kind) {
          case COPIES -> FaultRecords.OF_THE_TRACEPOINT;
          case MINOR_FAULTS -> FaultRecords.OF_THE_SOFTWARE_EVENT;
        };
    rings.forEach(ring -> records.parse(ring.drain(), fields, sink));
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

  private static Reading<FaultEvents> open(FaultEvents events, List<Integer> targets) {
    if (targets.size() > MAX_RINGS) {
      return Reading.unavailable(
          Reason.NOT_SUPPORTED,
          targets.size()
              + " CPUs or threads; no more than "
              + MAX_RINGS
              + " are watched at a time");
    }
    try {
      for (int target : targets) {
        events.add(target);
      }
      return Reading.of(events);
    } catch (SystemCallException failure) {
      return closedAfter(failure, events);
    }
  }

  private static Reading<FaultEvents> closedAfter(SystemCallException failure, FaultEvents events) {
    try {
      events.close();
    } catch (SystemCallException second) {
      failure.addSuppressed(second);
    }
    return Refusal.of(failure);
  }

  /**
   * @param target a CPU or a thread
   */
  private void add(int target) throws SystemCallException {
    EventFile file =
        everyCpu
            ? EventFile.open(attributes(), EventFile.ALL_PROCESSES, target, EventFile.NO_GROUP)
            : EventFile.open(attributes(), target, EventFile.ANY_CPU, EventFile.NO_GROUP);
    files.add(file);
    rings.add(RingBuffer.of(file, ringPages));
    if (kind == Kind.COPIES) {
      file.filter(PageFaultTracepoint.COPY_ON_WRITE);
    }
    file.enable();
    threads.add(target);
  }

  private EventAttributes attributes() {
    long always = EventAttributes.RECORD_PROCESS | EventAttributes.RECORD_TIME;
    return switch (kind) {
      case COPIES ->
          new EventAttributes(
              EventAttributes.TRACEPOINT,
              fields.id(),
              1,
              always | EventAttributes.RECORD_RAW,
              0,
              0,
              EventAttributes.CLOCK_MONOTONIC);
      case MINOR_FAULTS ->
          new EventAttributes(
              EventAttributes.SOFTWARE,
              MINOR_FAULTS,
              1,
              always | EventAttributes.RECORD_INSTRUCTION | EventAttributes.RECORD_ADDRESS,
              0,
              EventAttributes.USER_ONLY,
              EventAttributes.CLOCK_MONOTONIC);
    };
  }
}
