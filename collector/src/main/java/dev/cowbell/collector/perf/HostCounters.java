package dev.cowbell.collector.perf;

import dev.cowbell.collector.reading.Reading;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What this host counts, opened once: instructions, cycles, references and misses of a cache, and
 * copy-on-write faults. Each is a value over the interval or the reason why there is none.
 */
public final class HostCounters {
  private final Reading<CpuCounters> processor;
  private final Reading<CopyFaults> copies;
  private final String cacheLevel;

  /**
   * One interval, all CPUs together.
   *
   * @param cacheLevel which cache references and misses are of
   * @param copies copy-on-write faults
   * @param copiesByProcess the same by process, estimated
   */
  public record Interval(
      Reading<Long> instructions,
      Reading<Long> cycles,
      Reading<Long> cacheReferences,
      Reading<Long> cacheMisses,
      String cacheLevel,
      Reading<Long> copies,
      Reading<Map<Integer, Long>> copiesByProcess) {

    /** Copies of these processes together, estimated. */
    public Reading<Long> copiesOf(java.util.Collection<Integer> processes) {
      return copiesByProcess.map(
          all -> processes.stream().mapToLong(process -> all.getOrDefault(process, 0L)).sum());
    }
  }

  private HostCounters(
      Reading<CpuCounters> processor, Reading<CopyFaults> copies, String cacheLevel) {
    this.processor = processor;
    this.copies = copies;
    this.cacheLevel = cacheLevel;
  }

  /**
   * Opens what can be opened.
   *
   * @param sysRoot usually /sys
   * @param vendor of the processor
   * @param part its model, or Arm part number
   */
  public static HostCounters open(Path sysRoot, String vendor, int part) {
    EventChoice choice = EventChoice.of(vendor, part);
    List<CountedEvent> events =
        List.of(
            CountedEvent.INSTRUCTIONS, CountedEvent.CYCLES, choice.references(), choice.misses());
    Reading<List<Integer>> cpus = CpuList.online(sysRoot);
    return new HostCounters(
        EventSources.hardware(sysRoot)
            .flatMap(there -> cpus)
            .flatMap(list -> CpuCounters.open(events, list)),
        PageFaultTracepoint.find(sysRoot)
            .flatMap(tracepoint -> cpus.flatMap(list -> CopyFaults.open(tracepoint, list))),
        choice.level());
  }

  /** What was counted since the last time. */
  public Interval take() {
    List<Reading<Long>> counts =
        processor.fold(CpuCounters::take, absent -> Collections.nCopies(4, absent.retyped()));
    CopyFaults.Interval copied = copies.fold(CopyFaults::take, CopyFaults.Interval::absent);
    return new Interval(
        counts.get(0),
        counts.get(1),
        counts.get(2),
        counts.get(3),
        cacheLevel,
        copied.host(),
        copied.byProcess());
  }
}
