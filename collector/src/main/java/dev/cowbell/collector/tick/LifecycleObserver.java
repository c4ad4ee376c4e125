package dev.cowbell.collector.tick;

import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.lifecycle.TaskTimes;
import dev.cowbell.collector.lifecycle.WorkerLook;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.procfs.Stat;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Follows families through their reloads, at every tick and, where it costs little, in between. */
final class LifecycleObserver {
  private static final Reading<Long> NOT_LOOKED_AT =
      Reading.unavailable(Reason.NOT_YET_READ, "not read between two ticks");

  private final ProcFs procFs;
  private final Duration settling;
  private final TaskTimes times;
  private final List<Lineage> lineages = new ArrayList<>();
  private Map<ProcessKey, FamilyState> alive = Map.of();

  /**
   * @param settling after this time a worker is one that a reload would replace
   * @param times that others bring up to date before every look
   */
  LifecycleObserver(ProcFs procFs, Duration settling, TaskTimes times) {
    this.procFs = procFs;
    this.settling = settling;
    this.times = times;
  }

  /** Whether a master is still of interest though it has no workers at the moment. */
  boolean keeps(ProcessKey master) {
    return lineages.stream().anyMatch(lineage -> lineage.isUnderWay() && lineage.hasMaster(master));
  }

  boolean isSuspected() {
    return lineages.stream().anyMatch(Lineage::isSuspected);
  }

  /**
   * Takes a tick.
   *
   * @param footprints by master
   */
  void observe(
      Collection<FamilyState> families,
      Map<ProcessKey, Reading<Long>> footprints,
      Reading<Long> availableBytes,
      TickClock clock,
      LifecycleLog log) {
    alive =
        families.stream()
            .collect(
                Collectors.toMap(
                    f -> f.master.key, f -> f, (one, same) -> one, LinkedHashMap::new));
    families.forEach(family -> place(family, clock, log));
    for (Lineage lineage : lineages) {
      look(lineage, footprint(lineage, footprints), availableBytes, clock.uptimeMillis());
      lineage.takeFinished().forEach(reload -> log.reloaded(lineage.newest(), reload));
      lineage.forgetAllBut(alive);
      lineage.families().forEach(family -> family.exitBehaviour = lineage.behaviour(family));
    }
    lineages.removeIf(lineage -> lineage.isOver(alive, clock.uptimeMillis()));
  }

  /**
   * A look between two ticks: one read per master, and one per worker where a worker has been
   * waited for, so that the moment is known to a second.
   */
  void peek(long atMillis) {
    for (Lineage lineage : lineages) {
      Map<ProcessKey, Stat> masters = new LinkedHashMap<>();
      lineage.families().stream()
          .filter(family -> alive.containsKey(family.master.key))
          .forEach(
              family -> stat(family.master.key).ifPresent(s -> masters.put(family.master.key, s)));
      if (lineage.families().stream().anyMatch(family -> hasLostAChild(family, masters))) {
        peek(lineage, masters, atMillis);
      }
    }
  }

  private void peek(Lineage lineage, Map<ProcessKey, Stat> masters, long atMillis) {
    Map<ProcessKey, List<WorkerLook>> workers = new LinkedHashMap<>();
    Map<ProcessKey, Long> childFaults = new LinkedHashMap<>();
    masters.forEach(
        (master, stat) -> {
          FamilyState family = alive.get(master);
          if (family != null) {
            family.lastChildFaults = stat.childMinorFaults();
            childFaults.put(master, stat.childMinorFaults());
            workers.put(master, present(family));
          }
        });
    lineage.look(atMillis, workers, childFaults, times, NOT_LOOKED_AT, NOT_LOOKED_AT);
  }

  private List<WorkerLook> present(FamilyState family) {
    return family.workers.values().stream()
        .flatMap(worker -> stat(worker.key).map(s -> MemberLooks.of(worker, s)).stream())
        .toList();
  }

  private static boolean hasLostAChild(FamilyState family, Map<ProcessKey, Stat> masters) {
    return Optional.ofNullable(masters.get(family.master.key))
        .filter(stat -> stat.childMinorFaults() != family.lastChildFaults)
        .isPresent();
  }

  private Optional<Stat> stat(ProcessKey key) {
    return procFs
        .stat(key.pid())
        .optional()
        .filter(stat -> stat.startTicks() == key.startTicks() && !stat.isZombie());
  }

  private void place(FamilyState family, TickClock clock, LifecycleLog log) {
    Lineage lineage =
        lineages.stream()
            .filter(known -> known.hasMaster(family.master.key))
            .findFirst()
            .orElseGet(() -> joined(family, clock.uptimeMillis()));
    family.lastChildFaults = family.master.stat.childMinorFaults();
    if (family.master.replacedProgram) {
      family.master.replacedProgram = false;
      lineage.replacedProgram();
      log.replacedProgram(family, family.master);
    }
  }

  private Lineage joined(FamilyState family, long atMillis) {
    List<Lineage> before = lineages.stream().filter(lineage -> succeeds(family, lineage)).toList();
    Lineage lineage = before.size() == 1 ? before.getFirst() : new Lineage(settling);
    if (before.size() != 1) {
      lineages.add(lineage);
    }
    lineage.join(family, atMillis);
    return lineage;
  }

  /**
   * Whether this is the new master of that family: started by the old one, or, where that has ended
   * before this was seen, of the same names and born while it lived.
   */
  private boolean succeeds(FamilyState family, Lineage lineage) {
    FamilyState old = lineage.newest();
    if (alive.containsKey(old.master.key)) {
      return family.master.stat.parentPid() == old.master.key.pid()
          && family.names.executable().equals(old.names.executable());
    }
    long birth = family.master.stat.birthMillis();
    return family.names.equals(old.names)
        && birth > old.master.stat.birthMillis()
        && birth <= lineage.lastAliveMillis();
  }

  private void look(
      Lineage lineage, Reading<Long> footprint, Reading<Long> availableBytes, long atMillis) {
    Map<ProcessKey, List<WorkerLook>> workers = new LinkedHashMap<>();
    Map<ProcessKey, Long> childFaults = new LinkedHashMap<>();
    for (FamilyState family : lineage.families()) {
      if (alive.containsKey(family.master.key)) {
        workers.put(family.master.key, MemberLooks.of(family));
        childFaults.put(family.master.key, family.master.stat.childMinorFaults());
      }
    }
    lineage.look(atMillis, workers, childFaults, times, footprint, availableBytes);
  }

  private static Reading<Long> footprint(
      Lineage lineage, Map<ProcessKey, Reading<Long>> footprints) {
    return lineage.families().stream()
        .flatMap(family -> Optional.ofNullable(footprints.get(family.master.key)).stream())
        .reduce((sum, next) -> sum.flatMap(a -> next.map(b -> a + b)))
        .orElseGet(() -> Reading.unavailable(Reason.PROCESS_EXITED, "no member lives"));
  }
}
