package dev.cowbell.standalone.simulate.model;

import dev.cowbell.standalone.simulate.scenario.Arm;
import dev.cowbell.standalone.simulate.scenario.Service;
import java.util.Optional;

/** One family around one tick: who works in its slots and what their memory is like. */
final class FamilyModel {
  private final HostPlan host;
  private final FamilyPlan plan;
  private final FamilyTimeline timeline;
  private final Rules now;
  private final Optional<Rules> old;

  /** Law and slots of the workers of one epoch. */
  private record Rules(WorkerLaw law, Slots slots) {}

  FamilyModel(HostPlan host, FamilyPlan plan, FamilyTimeline timeline) {
    this.host = host;
    this.plan = plan;
    this.timeline = timeline;
    this.now = rules(timeline.epoch());
    this.old = timeline.before().map(this::rules);
  }

  /** The worker in a slot at a moment; empty while the slot is vacant. */
  Optional<WorkerState> workerAt(int slot, long atMillis, double loadNow) {
    Slots before = old.map(Rules::slots).orElse(now.slots);
    return now.slots
        .at(slot, atMillis, timeline.epoch(), timeline.before(), before)
        .map(life -> state(life, atMillis, loadNow));
  }

  double loadSecondsAt(long atMillis) {
    return plan.clock().at(atMillis / 1e3);
  }

  Service service() {
    return plan.service();
  }

  Arm armAt(long atMillis) {
    return plan.arms().get(timeline.armAt(atMillis));
  }

  Epoch epoch() {
    return timeline.epoch();
  }

  Optional<Epoch> epochBefore() {
    return timeline.before();
  }

  Arm arm(Epoch epoch) {
    return plan.arms().get(epoch.arm());
  }

  long masterPid() {
    return plan.firstPid();
  }

  /** The master starts half a minute after the host and survives reloads: it executes itself. */
  long masterStartTicks() {
    return 3000;
  }

  /** Pids rise as the kernel gives them and never meet: those of one slot are a stride apart. */
  long pid(Life life, int slot) {
    long stride = host.pidStride();
    long turns = ((1L << 22) - 1 - 2000) / stride;
    long turn = Math.floorMod(life.epoch().beginMillis() / 1000 + life.number(), turns);
    return plan.firstPid() + 1 + slot + turn * stride;
  }

  long startTicks(Life life) {
    return (life.birthMillis() - host.bootMillis()) / 10;
  }

  private WorkerState state(Life life, long atMillis, double loadNow) {
    WorkerLaw law = life.isOld() ? old.orElse(now).law : now.law;
    double spread = plan.service().spread().betweenWorkers();
    WorkerState state = WorkerState.of(life, law, spread, atMillis, loadNow);
    return life.isOld() && atMillis >= timeline.epoch().beginMillis()
        ? state.leaving(timeline.epoch().stormShare(atMillis))
        : state;
  }

  private Rules rules(Epoch epoch) {
    Service service = plan.service();
    Arm arm = plan.arms().get(epoch.arm());
    WorkerLaw law = WorkerLaw.of(service, arm, host.hardware().cores(), host.factor());
    double period =
        service.restartLimitBytes().map(law::loadAgeAt).orElse(Double.POSITIVE_INFINITY);
    return new Rules(
        law,
        new Slots(service.workers(), plan.clock(), plan.draw(), period, service.restartJitter()));
  }
}
