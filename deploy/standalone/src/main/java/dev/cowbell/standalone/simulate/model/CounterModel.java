package dev.cowbell.standalone.simulate.model;

import java.util.List;

/**
 * Processor counters from CPU time. An arm that misses less gets more done: ten per cent more
 * instructions per cycle go with two and a half points fewer misses, as the original rollout saw.
 */
final class CounterModel {
  private static final double SYSTEM_CORES = 0.15;
  private static final double REFERENCES_PER_INSTRUCTION = 0.02;
  private static final double MISS_SHARE = 0.1224;
  private static final double MISS_POINTS_PER_IPC = 0.25;
  private static final double BETWEEN_HOSTS = 0.01;
  private static final double BETWEEN_TICKS = 0.01;

  private CounterModel() {}

  static CounterReading of(HostPlan host, List<FamilyReading> families, double seconds, Draw tick) {
    double hertz = host.hardware().generation().gigahertz() * 1e9;
    double ipc =
        host.hardware().ipc()
            * host.draw().of(6).factor(BETWEEN_HOSTS)
            * tick.of(3).factor(BETWEEN_TICKS);
    double cycles = SYSTEM_CORES * seconds * hertz;
    double instructions = cycles * ipc;
    double misses = instructions * REFERENCES_PER_INSTRUCTION * MISS_SHARE;
    for (FamilyReading family : families) {
      double used = family.cpuMicrosDelta() / 1e6 * hertz;
      double effect = family.arm().ipcEffect();
      double done = used * ipc * (1 + effect);
      cycles += used;
      instructions += done;
      misses +=
          done
              * REFERENCES_PER_INSTRUCTION
              * Math.clamp(MISS_SHARE - MISS_POINTS_PER_IPC * effect, 0.01, 0.9);
    }
    return new CounterReading(
        Math.round(instructions),
        Math.round(cycles),
        Math.round(instructions * REFERENCES_PER_INSTRUCTION),
        Math.round(misses));
  }
}
