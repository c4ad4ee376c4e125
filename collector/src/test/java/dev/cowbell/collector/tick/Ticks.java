package dev.cowbell.collector.tick;

import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostIdentity;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.LifecycleEvent;
import dev.cowbell.api.contract.v1.Worker;
import dev.cowbell.collector.sampling.ReadingPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Ticks of this machine, taken until what a test waits for has happened. */
final class Ticks {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /**
   * So many cores: the budget counts all that this JVM does, tests included, and here readings are
   * not to wait for it.
   */
  private static final double AMPLE = 64;

  private final List<LifecycleEvent> events = new ArrayList<>();
  private List<Family> families = List.of();
  private final HostCollector collector;

  Ticks() {
    this(Duration.ofSeconds(1));
  }

  /**
   * @param interval that the collector plans with; ticks are taken one after the other all the same
   */
  Ticks(Duration interval) {
    collector =
        new HostCollector(
            new HostCollector.Settings(
                HostIdentity.newBuilder().setHostId("test").build(),
                Path.of("/proc"),
                Path.of("/sys"),
                interval,
                ReadingPlan.of(Duration.ofSeconds(1)),
                AMPLE,
                1024 * 1024),
            Clock.systemUTC(),
            () -> 0);
  }

  /** How soon the collector wants its next tick. */
  Duration pace() {
    return collector.pace();
  }

  /** The family of this master, once it is as wanted. */
  Family awaitFamily(int masterPid, Predicate<Family> wanted) {
    return await(
        () ->
            families.stream().filter(f -> f.getMasterPid() == masterPid).filter(wanted).findFirst(),
        "the family of " + masterPid + " as wanted");
  }

  /**
   * The family of this master with the last reading of each worker, of whichever tick, once it is
   * as wanted: workers that are born a moment apart are read in different ticks.
   */
  Family awaitRead(int masterPid, Predicate<Family> wanted) {
    Map<Integer, Worker> read = new TreeMap<>();
    return await(
        () ->
            families.stream()
                .filter(family -> family.getMasterPid() == masterPid)
                .map(family -> withAllRead(family, read))
                .filter(wanted)
                .findFirst(),
        "the family of " + masterPid + " with its workers read");
  }

  private static Family withAllRead(Family family, Map<Integer, Worker> read) {
    family.getWorkersList().forEach(worker -> read.put(worker.getPid(), worker));
    read.keySet().removeIf(pid -> !Files.exists(Path.of("/proc", Integer.toString(pid))));
    return family.toBuilder().clearWorkers().addAllWorkers(read.values()).build();
  }

  /** The first family that is as wanted. */
  Family awaitFamily(Predicate<Family> wanted) {
    return await(() -> families.stream().filter(wanted).findFirst(), "a family as wanted");
  }

  /** The first event of those so far that is as wanted. */
  LifecycleEvent awaitEvent(Predicate<LifecycleEvent> wanted) {
    return await(() -> events.stream().filter(wanted).findFirst(), "the event wanted");
  }

  List<LifecycleEvent> events() {
    return events;
  }

  void forgetEvents() {
    events.clear();
  }

  private <T> T await(Supplier<Optional<T>> wanted, String what) {
    Instant deadline = Instant.now().plus(DEADLINE);
    while (Instant.now().isBefore(deadline)) {
      HostTick.Builder tick = collector.collect();
      families = tick.getFamiliesList();
      events.addAll(tick.getEventsList());
      Optional<T> found = wanted.get();
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new AssertionError("not seen: " + what + "; families " + families + "; events " + events);
  }
}
