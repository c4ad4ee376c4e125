package dev.cowbell.standalone.simulate.model;

import dev.cowbell.standalone.simulate.scenario.Fault;
import dev.cowbell.standalone.simulate.scenario.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one family as the collector does: sums over all workers, and as many full readings as half
 * a per cent of a core pays for, newborn workers first, the others in turn.
 */
final class FamilyReader {
  private static final double BUDGET_CORES = 0.005;

  /** A full reading costs this much per resident byte: 12 us per MB. */
  private static final double READING_SECONDS_PER_BYTE = 12e-12;

  private final FamilyModel family;
  private final Interval interval;
  private final long inherited;
  private final long file;
  private final WorkerState[] present;
  private final int[] slots;
  private final boolean[] newborn;
  private final List<Happening> happenings = new ArrayList<>();
  private int count;
  private long cpuMicrosDelta;
  private long minorFaultsDelta;

  private FamilyReader(FamilyModel family, Interval interval) {
    this.family = family;
    this.interval = interval;
    this.inherited = WorkerState.pages(family.service().inheritedBytes());
    this.file = WorkerState.pages(family.service().fileBytes());
    int workers = family.service().workers();
    this.present = new WorkerState[workers];
    this.slots = new int[workers];
    this.newborn = new boolean[workers];
  }

  /** A reading and what happened since the tick before. */
  record Result(FamilyReading reading, List<Happening> happenings) {}

  /**
   * @param turn rises by one a tick: where the rotation stands
   */
  static Result read(FamilyModel family, Interval interval, long turn, long majorFaults) {
    var reader = new FamilyReader(family, interval);
    reader.announcePolicy();
    reader.lookAtSlots();
    reader.announceReload();
    return new Result(reader.reading(turn, majorFaults), reader.happenings);
  }

  /** As a collector tells it: once it is over and all new workers are ready. */
  private void announceReload() {
    Epoch epoch = family.epoch();
    boolean over =
        !interval.isFirst()
            && !epoch.isFirst()
            && epoch.readyMillis() > interval.fromMillis()
            && epoch.readyMillis() <= interval.toMillis();
    if (over) {
      happenings.add(
          new Happening(
              Happening.Kind.RELOAD,
              family.masterPid(),
              family.masterStartTicks(),
              family.masterPid(),
              family.masterStartTicks(),
              "family reloaded",
              Optional.of(
                  new Happening.Reload(
                      epoch.beginMillis(),
                      family.service().workers(),
                      count,
                      epoch.backMillis() - epoch.beginMillis(),
                      epoch.readyMillis() - epoch.beginMillis()))));
    }
  }

  private void announcePolicy() {
    Epoch epoch = family.epoch();
    String before = family.epochBefore().map(e -> family.arm(e).policy().name()).orElse("");
    String now = family.arm(epoch).policy().name();
    boolean gone =
        epoch.goneMillis() > interval.fromMillis() && epoch.goneMillis() <= interval.toMillis();
    if (!interval.isFirst() && gone && !before.isEmpty() && !before.equals(now)) {
      happened(
          Happening.Kind.POLICY_CHANGE,
          family.masterPid(),
          family.masterStartTicks(),
          "collector policy " + before + " became " + now);
    }
  }

  private void lookAtSlots() {
    double loadFrom = family.loadSecondsAt(interval.fromMillis());
    double loadTo = family.loadSecondsAt(interval.toMillis());
    for (int slot = 0; slot < family.service().workers(); slot++) {
      Optional<WorkerState> to = family.workerAt(slot, interval.toMillis(), loadTo);
      if (!interval.isFirst()) {
        compare(slot, family.workerAt(slot, interval.fromMillis(), loadFrom), to);
      }
      if (to.isPresent()) {
        slots[count] = slot;
        present[count++] = to.get();
      }
    }
  }

  private void compare(int slot, Optional<WorkerState> from, Optional<WorkerState> to) {
    if (from.isPresent() && to.isPresent() && from.get().life().isSameAs(to.get().life())) {
      cpuMicrosDelta += Math.max(0, to.get().cpuMicros() - from.get().cpuMicros());
      minorFaultsDelta += Math.max(0, to.get().minorFaults() - from.get().minorFaults());
      return;
    }
    from.ifPresent(old -> left(slot, old));
    to.ifPresent(
        born -> {
          newborn[count] = true;
          cpuMicrosDelta += born.cpuMicros();
          minorFaultsDelta += born.minorFaults();
          Life life = born.life();
          happened(
              Happening.Kind.SPAWN,
              family.pid(life, slot),
              family.startTicks(life),
              "worker forked");
        });
  }

  /** A worker that leaves copies what its exit touches, wherever that is not yet counted. */
  private void left(int slot, WorkerState old) {
    boolean isReload = old.life().epoch().beginMillis() != family.epoch().beginMillis();
    Epoch epoch = family.epoch();
    double storm =
        isReload
            ? epoch.restart().exitStormShare() - epoch.stormShare(interval.fromMillis())
            : family.arm(epoch).restart().exitStormShare();
    minorFaultsDelta += Math.round(old.stillSharedBytes() * storm) / WorkerState.PAGE;
    boolean killed = isReload && slot < epoch.fault().map(Fault::memoryKills).orElse(0);
    happened(
        killed ? Happening.Kind.OUT_OF_MEMORY : Happening.Kind.EXIT,
        family.pid(old.life(), slot),
        family.startTicks(old.life()),
        killed ? "the kernel killed a worker for memory" : "worker ended");
  }

  private FamilyReading reading(long turn, long majorFaults) {
    Service service = family.service();
    long privateSum = 0;
    long stillSum = 0;
    long growthSum = 0;
    for (int i = 0; i < count; i++) {
      privateSum += privateBytes(present[i]);
      stillSum += present[i].stillSharedBytes();
      growthSum += present[i].growthBytes();
    }
    double sharers = 1 + stillSum / (double) inherited;
    long footprint = inherited + privateSum;
    long pssOfWorkers = 0;
    for (int i = 0; i < count; i++) {
      pssOfWorkers += pss(present[i], sharers);
    }
    int affordable = affordableReadings(inherited + file + growthSum / Math.max(1, count));
    List<WorkerReading> fresh = freshReadings(turn, affordable, sharers);
    int rounds = count == 0 ? 0 : (count - 1) / affordable;
    return new FamilyReading(
        service,
        family.armAt(interval.toMillis()),
        family.masterPid(),
        family.masterStartTicks(),
        count,
        fresh,
        footprint + file - pssOfWorkers,
        (count + 1) * (inherited + file) + growthSum,
        footprint,
        footprint + file,
        Math.round(rounds * interval.seconds() * 1000),
        cpuMicrosDelta,
        minorFaultsDelta,
        interval.isFirst() ? 0 : majorFaults,
        count - fresh.size());
  }

  private int affordableReadings(long rssBytes) {
    double seconds = interval.isFirst() ? 10 : interval.seconds();
    return (int) Math.clamp(BUDGET_CORES * seconds / (READING_SECONDS_PER_BYTE * rssBytes), 1, 1e6);
  }

  private List<WorkerReading> freshReadings(long turn, int affordable, double sharers) {
    List<WorkerReading> fresh = new ArrayList<>(Math.min(affordable, count));
    long first = count == 0 ? 0 : turn * affordable % count;
    for (int i = 0; i < count && fresh.size() < affordable; i++) {
      if (newborn[i]) {
        fresh.add(reading(i, sharers));
      }
    }
    for (int n = 0; n < count && fresh.size() < affordable; n++) {
      int i = (int) ((first + n) % count);
      if (!newborn[i]) {
        fresh.add(reading(i, sharers));
      }
    }
    return fresh;
  }

  private WorkerReading reading(int i, double sharers) {
    WorkerState worker = present[i];
    return new WorkerReading(
        family.pid(worker.life(), slots[i]),
        family.startTicks(worker.life()),
        worker.ageMillis(),
        file,
        inherited,
        worker.stillSharedBytes(),
        worker.growthBytes(),
        pss(worker, sharers),
        worker.minorFaults(),
        worker.cpuMicros(),
        worker.fullCollections());
  }

  /** Shared pages are mapped by the master and, in the mean, by so many workers. */
  private long pss(WorkerState worker, double sharers) {
    return privateBytes(worker) + (long) (worker.stillSharedBytes() / sharers) + file / (count + 1);
  }

  private long privateBytes(WorkerState worker) {
    return inherited - worker.stillSharedBytes() + worker.growthBytes();
  }

  private void happened(Happening.Kind kind, long pid, long startTicks, String detail) {
    happenings.add(
        new Happening(
            kind,
            family.masterPid(),
            family.masterStartTicks(),
            pid,
            startTicks,
            detail,
            Optional.empty()));
  }
}
