package dev.cowbell.collector.why;

import dev.cowbell.collector.cpython.InterpreterFinder;
import dev.cowbell.collector.perf.FaultEvents;
import dev.cowbell.collector.perf.FaultSink;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.procfs.Stat;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches the faults of a family for a while. Every round takes what the kernel has recorded, then
 * looks at every member's collector, then decides what it was doing at each fault: so each fault
 * lies between two looks. A round begins a millisecond after the one before, or later where the
 * looks themselves take longer than a tenth of the time.
 */
final class FaultSampler implements FaultSink, Closeable {
  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long REFRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int LOOKS_SHARE = 10;

  private final ProcFs procFs;
  private final InterpreterFinder interpreters;
  private final FaultEvents events;
  private final Map<Integer, Observed> members = new LinkedHashMap<>();
  private final Set<Integer> strangers = new HashSet<>();
  private final List<Fault> round = new ArrayList<>();
  private long lost;

  private record Fault(int process, long nanos, long address, long instruction) {}

  FaultSampler(ProcFs procFs, FaultEvents events, Subject subject) {
    this.procFs = procFs;
    this.interpreters = new InterpreterFinder(procFs);
    this.events = events;
    subject.pids().forEach(this::join);
  }

  /**
   * Watches.
   *
   * @param again finds the workers born meanwhile
   */
  void watch(Duration time, java.util.function.Supplier<Subject> again)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    long refreshed = start;
    for (long now = start; now - start < time.toNanos(); now = System.nanoTime()) {
      long looksNanos = oneRound();
      if (now - refreshed > REFRESH_NANOS) {
        refresh(again.get());
        refreshed = now;
      }
      TimeUnit.NANOSECONDS.sleep(Math.max(ROUND_NANOS, looksNanos * LOOKS_SHARE));
    }
    oneRound();
  }

  /** The processes watched, by pid; those that have left too. */
  Map<Integer, Observed> members() {
    return members;
  }

  long lost() {
    return lost;
  }

  private long oneRound() {
    round.clear();
    events.drain(this);
    long before = System.nanoTime();
    members.values().forEach(Observed::look);
    long looksNanos = System.nanoTime() - before;
    round.forEach(
        fault ->
            member(fault.process)
                .ifPresent(member -> member.fault(fault.nanos, fault.address, fault.instruction)));
    return looksNanos;
  }

  private void refresh(Subject subject) throws IOException {
    strangers.clear();
    subject.pids().stream().filter(pid -> !members.containsKey(pid)).forEach(this::join);
    members.values().forEach(member -> member.refresh(procFs));
    if (!events.onEveryCpu()) {
      events.addThreads(threads(procFs, members.keySet()));
    }
  }

  @Override
  public void fault(int process, long nanos, long address, long instruction) {
    round.add(new Fault(process, nanos, address, instruction));
  }

  @Override
  public void lost(long records) {
    lost += records;
  }

  /** The member, or a fork of one that was born since the last refresh. */
  private Optional<Observed> member(int pid) {
    @Nullable Observed known = members.get(pid);
    if (known != null || strangers.contains(pid)) {
      return Optional.ofNullable(known);
    }
    if (isForkOfMember(pid)) {
      return Optional.of(join(pid));
    }
    strangers.add(pid);
    return Optional.empty();
  }

  private boolean isForkOfMember(int pid) {
    Optional<Stat> child = procFs.stat(pid).optional();
    return child
        .filter(stat -> members.containsKey(stat.parentPid()))
        .flatMap(stat -> procFs.stat(stat.parentPid()).optional())
        .filter(parent -> parent.startStackAddress() == child.orElseThrow().startStackAddress())
        .isPresent();
  }

  private Observed join(int pid) {
    return members.computeIfAbsent(pid, key -> new Observed(pid, interpreters.find(pid), procFs));
  }

  /** The threads of these processes. */
  static Set<Integer> threads(ProcFs procFs, Collection<Integer> pids) {
    return pids.stream()
        .map(pid -> procFs.process(pid).resolve("task").toFile().list())
        .flatMap(names -> names == null ? Stream.empty() : Stream.of(names))
        .map(Integer::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public void close() throws IOException {
    for (Observed member : members.values()) {
      member.close();
    }
  }
}
