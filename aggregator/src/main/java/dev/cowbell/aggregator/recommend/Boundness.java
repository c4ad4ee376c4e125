package dev.cowbell.aggregator.recommend;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What a class of hosts runs out of first. Two kinds of host spend saved memory differently: a
 * memory-bound one runs more workers, a CPU-bound one lets its workers grow larger and restarts
 * them less. Nearness is use of what may be used (1 is full), over the median host:
 *
 * <pre>
 *   memory = memory in use / 0.9, at least memory pressure / 0.05
 *   CPU    = CPU used / 0.8,      at least CPU pressure / 0.4
 * </pre>
 *
 * <p>The larger one binds where it is 0.7 or more; below that, neither does.
 *
 * @param memory nearness to the limit of memory
 * @param cpu nearness to the limit of the CPUs
 * @param hosts hosts it was measured on
 */
record Boundness(Bound bound, double memory, double cpu, int hosts) {

  private static final double MEMORY_FULL = 0.9;
  private static final double MEMORY_PRESSURE_FULL = 0.05;
  private static final double CPU_FULL = 0.8;
  private static final double CPU_PRESSURE_FULL = 0.4;
  private static final double NEAR = 0.7;

  enum Bound {
    MEMORY,
    CPU,
    NEITHER,
    UNKNOWN
  }

  static Boundness of(List<HostLoad> loads) {
    double[] memory = nearness(loads, Boundness::memory);
    double[] cpu = nearness(loads, Boundness::cpu);
    if (memory.length == 0 || cpu.length == 0) {
      return new Boundness(Bound.UNKNOWN, 0, 0, 0);
    }
    double memoryNearness = Quantile.median(memory);
    double cpuNearness = Quantile.median(cpu);
    return new Boundness(
        bound(memoryNearness, cpuNearness),
        memoryNearness,
        cpuNearness,
        Math.min(memory.length, cpu.length));
  }

  String sentence() {
    return switch (bound) {
      case UNKNOWN ->
          "What these hosts run out of first is not known: neither memory in use nor CPU time was measured.";
      case MEMORY, CPU, NEITHER ->
          "These hosts are %s: in the median of %d hosts memory stands at %s and the CPUs at %s of what may be used."
              .formatted(word(), hosts, Humane.percent(memory), Humane.percent(cpu));
    };
  }

  private String word() {
    return switch (bound) {
      case MEMORY -> "memory-bound";
      case CPU -> "CPU-bound";
      case NEITHER, UNKNOWN -> "bound by neither memory nor CPU";
    };
  }

  private static Bound bound(double memory, double cpu) {
    if (Math.max(memory, cpu) < NEAR) {
      return Bound.NEITHER;
    }
    return memory >= cpu ? Bound.MEMORY : Bound.CPU;
  }

  private static OptionalDouble memory(HostLoad load) {
    return nearness(load.memoryShare(), MEMORY_FULL, load.memoryPressure(), MEMORY_PRESSURE_FULL);
  }

  private static OptionalDouble cpu(HostLoad load) {
    return nearness(load.cpuShare(), CPU_FULL, load.cpuPressure(), CPU_PRESSURE_FULL);
  }

  /** Pressure alone is not enough: it says that something waits, not how much is used. */
  private static OptionalDouble nearness(
      OptionalDouble use, double full, OptionalDouble pressure, double fullPressure) {
    return use.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(use.getAsDouble() / full, pressure.orElse(0) / fullPressure));
  }

  private static double[] nearness(
      List<HostLoad> loads, Function<HostLoad, OptionalDouble> figure) {
    return loads.stream().map(figure).flatMapToDouble(OptionalDouble::stream).toArray();
  }
}
