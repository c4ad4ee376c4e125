package dev.cowbell.collector.tick;

import dev.cowbell.api.contract.v1.LifecycleEvent;
import dev.cowbell.api.contract.v1.LifecycleKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What happened to processes of families since the tick before. */
final class LifecycleLog {
  private final Instant seenAt;
  private final List<LifecycleEvent> events = new ArrayList<>();

  LifecycleLog(Instant seenAt) {
    this.seenAt = seenAt;
  }

  void spawned(FamilyState family, Member worker) {
    add(family, worker, LifecycleKind.LIFECYCLE_KIND_SPAWN, "worker forked");
  }

  void exited(FamilyState family, Member worker) {
    add(family, worker, LifecycleKind.LIFECYCLE_KIND_EXIT, "worker ended");
  }

  void policyChanged(FamilyState family, Member member, String before, String now) {
    String detail = "collector policy " + before + " became " + now;
    add(family, member, LifecycleKind.LIFECYCLE_KIND_POLICY_CHANGE, detail);
  }

  List<LifecycleEvent> events() {
    return events;
  }

  private void add(FamilyState family, Member member, LifecycleKind kind, String detail) {
    events.add(
        LifecycleEvent.newBuilder()
            .setKind(kind)
            .setMasterPid(family.master.key.pid())
            .setMasterStartTicks(family.master.key.startTicks())
            .setPid(member.key.pid())
            .setStartTicks(member.key.startTicks())
            .setSeenAt(Messages.timestamp(seenAt))
            .setDetail(detail)
            .build());
  }
}
