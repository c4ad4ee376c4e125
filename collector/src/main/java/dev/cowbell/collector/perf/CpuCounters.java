package dev.cowbell.collector.perf;

import dev.cowbell.collector.kernel.Errno;
import dev.cowbell.collector.kernel.SystemCallException;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;

/**
 * A few events counted on every CPU, whoever runs there, as one group per CPU so that their ratios
 * hold. The workloads pay nothing per context switch, as they would for counters of processes.
 *
 * <p>Files and memory of all that counts per CPU; above {@link #MAX_CPUS} CPUs none of it is done:
 *
 * <pre>
 *                            files per CPU   on 128 CPUs   on 256   rings on 128 CPUs
 *   these counters           4               512           1,024    none
 *   {@link CopyFaults}       1               128           256      1 MiB and 0.5 MiB of heads
 *   {@link TaskRecords}      1               128           256      1 MiB and 0.5 MiB of heads
 *   together                 6               768           1,536    3 MiB
 * </pre>
 *
 * <p>Time: one read per CPU and tick, which interrupts that CPU for some microseconds: 128 reads
 * are below a millisecond per tick.
 */
final class CpuCounters implements Closeable {
  static final int MAX_CPUS = 256;

  private static final long READ_CONTENTS =
      EventAttributes.READ_GROUP
          | EventAttributes.READ_TIME_ENABLED
          | EventAttributes.READ_TIME_RUNNING;

  private final List<CpuGroup> groups = new ArrayList<>();
  private final List<Integer> position = new ArrayList<>();
  private List<GroupReading> last = List.of();

  /** The events of one CPU; the first leads. */
  private record CpuGroup(List<EventFile> files) {}

  private CpuCounters() {}

  /**
   * Opens them. An event but the first that this processor has not is left out, and told as
   * unavailable.
   */
  static Reading<CpuCounters> open(List<CountedEvent> events, List<Integer> cpus) {
    if (cpus.size() > MAX_CPUS) {
      return Reading.unavailable(
          Reason.NOT_SUPPORTED,
          cpus.size() + " CPUs would take too many files; counted up to " + MAX_CPUS);
    }
    CpuCounters counters = new CpuCounters();
    try {
      for (int cpu : cpus) {
        counters.addCpu(events, cpu);
      }
      counters.last = counters.readAll();
      return Reading.of(counters);
    } catch (SystemCallException failure) {
      counters.closeAfter(failure);
      return failure.errno() == Errno.ENOENT
          ? Reading.unavailable(
              Reason.NOT_SUPPORTED, "no PMU: the kernel knows no hardware events (ENOENT)")
          : Refusal.of(failure);
    }
  }

  /** What each event counted since the last time, all CPUs together, in the order of opening. */
  List<Reading<Long>> take() {
    List<GroupReading> now;
    try {
      now = readAll();
    } catch (SystemCallException failure) {
      return position.stream().map(event -> Refusal.<Long>of(failure)).toList();
    }
    List<GroupReading> before = last;
    last = now;
    return position.stream().map(event -> sum(before, now, event)).toList();
  }

  private static Reading<Long> sum(List<GroupReading> before, List<GroupReading> now, int event) {
    if (event < 0) {
      return Reading.unavailable(Reason.NOT_SUPPORTED, "this processor has no such counter");
    }
    Reading<Long> sum = Reading.of(0L);
    for (int cpu = 0; cpu < now.size(); cpu++) {
      Reading<Long> more = now.get(cpu).since(before.get(cpu), event);
      sum = sum.flatMap(total -> more.map(count -> total + count));
    }
    return sum;
  }

  private void addCpu(List<CountedEvent> events, int cpu) throws SystemCallException {
    boolean first = groups.isEmpty();
    CpuGroup group = new CpuGroup(new ArrayList<>());
    groups.add(group);
    for (int event = 0; event < events.size(); event++) {
      boolean wanted = first || position.get(event) >= 0;
      boolean opened = wanted && add(group, events.get(event), cpu, first && event > 0);
      if (first) {
        position.add(opened ? group.files().size() - 1 : -1);
      }
    }
    group.files().getFirst().enable();
  }

  /**
   * @param mayBeMissing whether it is an answer that the processor has it not
   */
  private static boolean add(CpuGroup group, CountedEvent event, int cpu, boolean mayBeMissing)
      throws SystemCallException {
    int leader = group.files().isEmpty() ? EventFile.NO_GROUP : group.files().getFirst().number();
    EventAttributes attributes =
        EventAttributes.counting(event.type(), event.config(), READ_CONTENTS);
    try {
      group.files().add(EventFile.open(attributes, EventFile.ALL_PROCESSES, cpu, leader));
      return true;
    } catch (SystemCallException failure) {
      if (mayBeMissing && !Errno.isRefusal(failure.errno())) {
        return false;
      }
      throw failure;
    }
  }

  private List<GroupReading> readAll() throws SystemCallException {
    List<GroupReading> readings = new ArrayList<>(groups.size());
    for (CpuGroup group : groups) {
      int numbers = GroupReading.numbers(group.files().size());
      readings.add(GroupReading.of(group.files().getFirst().read(numbers)));
    }
    return readings;
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
    for (CpuGroup group : groups) {
      for (EventFile file : group.files()) {
        file.close();
      }
    }
    groups.clear();
  }
}
