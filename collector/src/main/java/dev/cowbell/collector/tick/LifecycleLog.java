package dev.cowbell.collector.tick;

import dev.cowbell.api.contract.v1.LifecycleEvent;
import dev.cowbell.api.contract.v1.LifecycleKind;
import dev.cowbell.collector.lifecycle.Reload;
import dev.cowbell.collector.lifecycle.TaskTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What happened to processes of families since the tick before. */
final class LifecycleLog {
  private final TickClock clock;
  private final TaskTimes times;
  private final List<LifecycleEvent> events = new ArrayList<>();
  private final List<Exit> exits = new ArrayList<>();

  /** A worker that ended. */
  record Exit(FamilyState family, Member worker) {}

  /**
   * @param times which know of an exit once the kernel's records have been taken
   */
  LifecycleLog(TickClock clock, TaskTimes times) {
    this.clock = clock;
    this.times = times;
  }

  void spawned(FamilyState family, Member worker) {
    events.add(
        event(family, worker, LifecycleKind.LIFECYCLE_KIND_SPAWN)
            .setHappenedAt(Messages.timestamp(at(worker.stat.birthMillis())))
            .setDetail("worker forked")
            .build());
  }

  void exited(FamilyState family, Member worker) {
    exits.add(new Exit(family, worker));
  }

  void policyChanged(FamilyState family, Member member, String before, String now) {
    String detail = "collector policy " + before + " became " + now;
    add(family, member, LifecycleKind.LIFECYCLE_KIND_POLICY_CHANGE, detail);
  }

  void replacedProgram(FamilyState family, Member member) {
    add(family, member, LifecycleKind.LIFECYCLE_KIND_EXEC, "the process replaced its program");
  }

  void killed(Exit exit, boolean certain) {
    String detail =
        certain
            ? "killed by the kernel for want of memory"
            : "killed by the kernel for want of memory: the largest of several that ended";
    add(exit.family, exit.worker, LifecycleKind.LIFECYCLE_KIND_OOM, detail);
  }

  void reloaded(FamilyState family, Reload reload) {
    Instant beganAt = at(reload.beganAtMillis());
    events.add(
        event(family, family.master, LifecycleKind.LIFECYCLE_KIND_RELOAD)
            .setDetail(ReloadMessages.sentence(reload))
            .setReload(ReloadMessages.of(reload, beganAt))
            .build());
  }

  /** The workers that ended. */
  List<Exit> exits() {
    return exits;
  }

  List<LifecycleEvent> events() {
    return Stream.concat(exits.stream().map(this::exit), events.stream()).toList();
  }

  private LifecycleEvent exit(Exit exit) {
    LifecycleEvent.Builder event =
        event(exit.family, exit.worker, LifecycleKind.LIFECYCLE_KIND_EXIT)
            .setDetail("worker ended");
    times
        .leftAtMillis(exit.worker.key)
        .ifPresent(millis -> event.setHappenedAt(Messages.timestamp(at(millis))));
    return event.build();
  }

  /**
   * @param bootMillis since boot
   */
  private Instant at(long bootMillis) {
    return clock.at().minusMillis(clock.uptimeMillis() - bootMillis);
  }

  private void add(FamilyState family, Member member, LifecycleKind kind, String detail) {
    events.add(event(family, member, kind).setDetail(detail).build());
  }

  private LifecycleEvent.Builder event(FamilyState family, Member member, LifecycleKind kind) {
    return LifecycleEvent.newBuilder()
        .setKind(kind)
        .setMasterPid(family.master.key.pid())
        .setMasterStartTicks(family.master.key.startTicks())
        .setPid(member.key.pid())
        .setStartTicks(member.key.startTicks())
        .setSeenAt(Messages.timestamp(clock.at()));
  }
}
