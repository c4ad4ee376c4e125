package dev.cowbell.collector.tick;

import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.lifecycle.ExitBehaviour;
import dev.cowbell.collector.lifecycle.ExitWatch;
import dev.cowbell.collector.lifecycle.FamilyLook;
import dev.cowbell.collector.lifecycle.Reload;
import dev.cowbell.collector.lifecycle.ReloadWatch;
import dev.cowbell.collector.lifecycle.ReloadWay;
import dev.cowbell.collector.lifecycle.TaskTimes;
import dev.cowbell.collector.lifecycle.WorkerLook;
import dev.cowbell.collector.reading.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One family through its reloads: usually one master, two while a new one takes over. */
final class Lineage {
  /** A master that ended may have been succeeded by one that is only seen now. */
  private static final Duration AWAITING_SUCCESSOR = Duration.ofSeconds(60);

  private final Duration settling;
  private final Map<ProcessKey, FamilyState> families = new LinkedHashMap<>();
  private final Map<ProcessKey, ExitWatch> exits = new LinkedHashMap<>();
  private final List<Reload> finished = new ArrayList<>();
  private Optional<ReloadWatch> watch = Optional.empty();
  private ReloadWay way = ReloadWay.SAME_MASTER;
  private long lastAliveMillis;

  Lineage(Duration settling) {
    this.settling = settling;
  }

  /** Takes a family that is new. */
  void join(FamilyState family, long atMillis) {
    ExitWatch exitWatch =
        new ExitWatch(atMillis, MemberLooks.of(family), family.master.stat.childMinorFaults());
    if (!families.isEmpty()) {
      exitWatch.continueFrom(behaviour(newest()));
      way = ReloadWay.NEW_MASTER;
    }
    families.put(family.master.key, family);
    exits.put(family.master.key, exitWatch);
  }

  /** The master that would go on. */
  FamilyState newest() {
    return families.values().stream().reduce((one, next) -> next).orElseThrow();
  }

  List<FamilyState> families() {
    return List.copyOf(families.values());
  }

  ExitBehaviour behaviour(FamilyState family) {
    ExitWatch watched = exits.get(family.master.key);
    return watched == null ? ExitBehaviour.UNKNOWN : watched.behaviour();
  }

  /** Notes that its master runs another program now. */
  void replacedProgram() {
    if (way != ReloadWay.NEW_MASTER) {
      way = ReloadWay.REPLACED_PROGRAM;
    }
  }

  /**
   * Takes the figures of a moment.
   *
   * @param workers by master, of those that live
   * @param childFaults cminflt by master
   * @param times recorded by the kernel
   */
  void look(
      long atMillis,
      Map<ProcessKey, List<WorkerLook>> workers,
      Map<ProcessKey, Long> childFaults,
      TaskTimes times,
      Reading<Long> footprintBytes,
      Reading<Long> availableBytes) {
    workers.forEach(
        (master, present) -> {
          ExitWatch watched = exits.get(master);
          if (watched != null) {
            watched.look(atMillis, present, childFaults.getOrDefault(master, 0L));
          }
        });
    if (!workers.isEmpty()) {
      lastAliveMillis = atMillis;
    }
    FamilyLook look =
        new FamilyLook(
            atMillis,
            workers.values().stream().flatMap(List::stream).toList(),
            way,
            exits.values().stream()
                .map(ExitWatch::totals)
                .reduce(new ExitWatch.Totals(0, 0), ExitWatch.Totals::plus),
            times,
            footprintBytes,
            availableBytes);
    way = ReloadWay.SAME_MASTER;
    if (watch.isEmpty()) {
      watch = Optional.of(new ReloadWatch(settling, look));
    } else {
      watch.get().look(look).ifPresent(finished::add);
    }
  }

  /** Forgets masters that are no more, once what follows from their end is known. */
  void forgetAllBut(Map<ProcessKey, FamilyState> alive) {
    if (!isUnderWay() && alive.keySet().stream().anyMatch(families::containsKey)) {
      families.keySet().retainAll(alive.keySet());
      exits.keySet().retainAll(alive.keySet());
    }
  }

  boolean isOver(Map<ProcessKey, FamilyState> alive, long atMillis) {
    return alive.keySet().stream().noneMatch(families::containsKey)
        && atMillis - lastAliveMillis > AWAITING_SUCCESSOR.toMillis();
  }

  boolean hasMaster(ProcessKey key) {
    return families.containsKey(key);
  }

  boolean isUnderWay() {
    return watch.filter(ReloadWatch::isUnderWay).isPresent();
  }

  boolean isSuspected() {
    return watch.filter(ReloadWatch::isSuspected).isPresent();
  }

  /** Reloads that are over and were not told yet. */
  List<Reload> takeFinished() {
    List<Reload> taken = List.copyOf(finished);
    finished.clear();
    return taken;
  }

  long lastAliveMillis() {
    return lastAliveMillis;
  }
}
