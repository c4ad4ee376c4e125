package dev.cowbell.collector.tick;

import dev.cowbell.collector.lifecycle.WorkerLook;
import dev.cowbell.collector.procfs.Stat;
import dev.cowbell.collector.sharing.SharingFigures;
import java.util.List;

/** Workers as the lifecycle sees them. */
final class MemberLooks {
  private MemberLooks() {}

  static List<WorkerLook> of(FamilyState family) {
    return family.workers.values().stream().map(worker -> of(worker, worker.stat)).toList();
  }

  /**
   * @param stat of now, which may be newer than the worker's own
   */
  static WorkerLook of(Member worker, Stat stat) {
    long inherited = worker.inheritedBytes();
    long stillShared = worker.sharing().optional().map(SharingFigures::stillSharedBytes).orElse(0L);
    long grown = inherited == 0 ? 0 : worker.statm.anonymousBytes() - inherited;
    return new WorkerLook(
        worker.key, stat.cpuMicros() > 0, stat.minorFaults(), stillShared, grown, inherited);
  }
}
