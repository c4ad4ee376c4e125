package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.rollup.CounterSums;
import dev.cowbell.aggregator.rollup.HostDayArm;
import dev.cowbell.aggregator.rollup.HostDayKey;
import dev.cowbell.aggregator.store.AcceptedTick;
import dev.cowbell.api.contract.v1.CollectorTime;
import dev.cowbell.api.contract.v1.Counters;
import dev.cowbell.api.contract.v1.Family;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the arms on a host were at a tick. Counters are the host's, so they speak of an arm only
 * where nothing else ran.
 */
final class TickArms {

  private TickArms() {}

  /**
   * By host-day.
   *
   * @param hostDays of the families of the tick, in their order
   * @param name gives the one string there is for a name
   */
  static Map<HostDayKey, List<HostDayArm>> of(
      AcceptedTick tick, List<HostDayKey> hostDays, UnaryOperator<String> name) {
    Map<HostDayKey, List<HostDayArm>> arms = new HashMap<>();
    for (int i = 0; i < hostDays.size(); i++) {
      arms.computeIfAbsent(hostDays.get(i), key -> new ArrayList<>())
          .add(arm(tick.message().getFamilies(i), name));
    }
    if (arms.size() == 1) {
      CounterSums counters = counters(tick.message().getCounters());
      arms.values().forEach(families -> families.set(0, alone(families.getFirst(), counters)));
    }
    return arms;
  }

  private static HostDayArm arm(Family family, UnaryOperator<String> name) {
    CollectorTime time = family.getCollectorTime().getTime();
    var cpu = family.getCpuTimeDelta();
    return new HostDayArm(
        1,
        family.getWorkerCount(),
        cpu.getSeconds() * 1_000_000 + cpu.getNanos() / 1_000,
        time.getLooks(),
        time.getHits(),
        (double) time.getSquaredHits(),
        CounterSums.NONE,
        name.apply(family.getRuntime().getVersion()),
        family.getPolicy().hasPolicy()
            ? name.apply(family.getPolicy().getPolicy().getName())
            : null);
  }

  private static HostDayArm alone(HostDayArm arm, CounterSums counters) {
    return new HostDayArm(
        arm.ticks(),
        arm.workerSum(),
        arm.cpuMicros(),
        arm.looks(),
        arm.hits(),
        arm.squaredHits(),
        counters,
        arm.runtimeVersion(),
        arm.policy());
  }

  /** A count that could not be read is nil here and adds nothing. */
  private static CounterSums counters(Counters counters) {
    return CounterSums.ofCycles(
            counters.getCycles().getCount(), counters.getInstructions().getCount())
        .plus(
            CounterSums.ofMisses(
                counters.getCacheMisses().getCount(), counters.getCacheReferences().getCount()));
  }
}
