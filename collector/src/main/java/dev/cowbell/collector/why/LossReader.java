package dev.cowbell.collector.why;

import dev.cowbell.collector.cpython.CollectorReading;
import dev.cowbell.collector.cpython.Interpreter;
import dev.cowbell.collector.family.ForkTree;
import dev.cowbell.collector.family.ForkTree.ForkedWorker;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.procfs.Statm;
import dev.cowbell.collector.sharing.SharingFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what workers have lost already, from their masters, rollups and counts of collections. */
final class LossReader {
  /** A rollup of 200 MB takes two milliseconds: a large family is sampled. */
  private static final int MOST_WORKERS = 20;

  private final ProcFs procFs;
  private final Map<Integer, Observed> members;

  private record Worker(long inheritedBytes, long lostBytes, long fullCollections) {}

  /**
   * @param members whose interpreters have been found
   */
  LossReader(ProcFs procFs, Map<Integer, Observed> members) {
    this.procFs = procFs;
    this.members = members;
  }

  LostBefore read(Subject subject) {
    List<Worker> workers = new ArrayList<>();
    boolean frozen = false;
    for (ForkTree family : subject.families()) {
      int master = family.master().pid();
      Optional<Statm> memory = procFs.statm(master).optional();
      Optional<CollectorReading> ofMaster = collector(master);
      frozen |= ofMaster.filter(read -> read.policy().frozen()).isPresent();
      for (ForkedWorker worker : family.workers()) {
        if (workers.size() < MOST_WORKERS && worker.parent().equals(family.master())) {
          memory
              .flatMap(statm -> lost(worker.key().pid(), statm.anonymousBytes(), ofMaster))
              .ifPresent(workers::add);
        }
      }
    }
    return workers.isEmpty() ? LostBefore.UNKNOWN : average(workers, frozen);
  }

  private static LostBefore average(List<Worker> workers, boolean frozen) {
    return new LostBefore(
        workers.size(),
        workers.stream().mapToLong(Worker::inheritedBytes).sum() / workers.size(),
        workers.stream().mapToLong(Worker::lostBytes).sum() / workers.size(),
        workers.stream().mapToLong(Worker::fullCollections).min().orElse(0),
        frozen);
  }

  private Optional<Worker> lost(int pid, long inheritedBytes, Optional<CollectorReading> master) {
    OptionalLong before = fullCollections(master);
    OptionalLong now = fullCollections(collector(pid));
    long since =
        before.isPresent() && now.isPresent()
            ? Math.max(0, now.getAsLong() - before.getAsLong())
            : 0;
    return procFs
        .smapsRollup(pid)
        .map(rollup -> SharingFigures.of(inheritedBytes, rollup))
        .optional()
        .map(figures -> new Worker(inheritedBytes, figures.sharingLossBytes(), since));
  }

  private Optional<CollectorReading> collector(int pid) {
    Observed member = members.get(pid);
    return member == null
        ? Optional.empty()
        : member.interpreter().flatMap(Interpreter::read).optional();
  }

  private static OptionalLong fullCollections(Optional<CollectorReading> reading) {
    return reading.isPresent()
        ? OptionalLong.of(reading.get().collections().generation2())
        : OptionalLong.empty();
  }
}
