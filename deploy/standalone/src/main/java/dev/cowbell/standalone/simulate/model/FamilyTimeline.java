package dev.cowbell.standalone.simulate.model;

import dev.cowbell.standalone.simulate.scenario.Arm;
import dev.cowbell.standalone.simulate.scenario.Fault;
import dev.cowbell.standalone.simulate.scenario.Restart;
import java.util.Optional;

/**
 * Where a family stands: its last reload and what was before. A family reloads when its deploy is
 * due and when it is given another arm; never while it is still reloading.
 *
 * @param before the epoch whose workers leave in the reload; empty for the first of a boot
 */
record FamilyTimeline(Epoch epoch, Optional<Epoch> before) {
  private static final long FIRST_FORK_MILLIS = 60_000;
  private static final long TICK_MILLIS = 1000;

  /** As a host that has run for long would stand at a time. */
  static FamilyTimeline at(long millis, HostPlan host, FamilyPlan family) {
    long firstMillis = host.bootMillis() + FIRST_FORK_MILLIS;
    Arm arm = family.arms().get(family.firstArm());
    var boot =
        new FamilyTimeline(
            new Epoch(firstMillis, family.firstArm(), arm.restart(), Optional.empty(), true),
            Optional.empty());
    return family
        .deployUpTo(millis)
        .flatMap(deploy -> family.deployUpTo(deploy - 1))
        .filter(deploy -> deploy > firstMillis + TICK_MILLIS)
        .map(deploy -> boot.reloaded(deploy, family.firstArm(), family))
        .orElse(boot)
        .advanced(millis, family.firstArm(), family);
  }

  /** As it stands at a later time, if it is to run this arm from then on. */
  FamilyTimeline advanced(long millis, int arm, FamilyPlan family) {
    FamilyTimeline now = this;
    Optional<Long> deploy = family.deployAfter(epoch.readyMillis());
    while (deploy.isPresent() && deploy.get() <= millis) {
      now = now.reloaded(deploy.get(), arm, family);
      deploy = family.deployAfter(now.epoch.readyMillis());
    }
    boolean changes = arm != now.epoch.arm() && millis >= now.epoch.readyMillis();
    return changes ? now.reloaded(millis, arm, family) : now;
  }

  /** The arm whose workers are alive: the old one until the last of it has left. */
  int armAt(long millis) {
    return before.filter(old -> millis < epoch.goneMillis()).orElse(epoch).arm();
  }

  /** When to look next, at the latest at a time: every second around a reload. */
  long nextTick(long lastMillis, long latestMillis, double reloadTicksSeconds, FamilyPlan family) {
    if (reloadTicksSeconds == 0) {
      return latestMillis;
    }
    if (!epoch.isFirst() && lastMillis < closelyUntil(reloadTicksSeconds)) {
      return Math.min(latestMillis, lastMillis + TICK_MILLIS);
    }
    long begin = family.deployAfter(lastMillis).orElse(latestMillis);
    return Math.min(latestMillis, begin + TICK_MILLIS);
  }

  private long closelyUntil(double reloadTicksSeconds) {
    long asked = epoch.beginMillis() + Math.round(reloadTicksSeconds * 1000);
    return Math.max(asked, epoch.readyMillis() + 2 * TICK_MILLIS);
  }

  private FamilyTimeline reloaded(long millis, int arm, FamilyPlan family) {
    Arm next = family.arms().get(arm);
    Optional<Fault> fault =
        next.fault().filter(f -> family.draw().of(millis).of(9).uniform() < f.probability());
    // What leaves is the old arm: its own exit storm, unless the fault brings another.
    Restart restart =
        fault
            .map(Fault::restart)
            .orElseGet(
                () ->
                    new Restart(
                        next.restart().seconds(),
                        family.arms().get(epoch.arm()).restart().exitStormShare()));
    return new FamilyTimeline(new Epoch(millis, arm, restart, fault, false), Optional.of(epoch));
  }
}
