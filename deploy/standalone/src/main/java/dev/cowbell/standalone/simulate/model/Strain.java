package dev.cowbell.standalone.simulate.model;

import dev.cowbell.standalone.simulate.model.Pressures.Pressure;

/** What a host that runs short of something shows: waiting tasks, busy disks, major faults. */
final class Strain {
  private static final double SHORT = 0.06;
  private static final double VERY_SHORT = 0.03;

  private Strain() {}

  static Pressures pressures(
      Pressures before,
      double availableShare,
      double utilisation,
      double diskBusy,
      double seconds) {
    double memory = 0.0005 + 0.6 * Math.max(0, (SHORT - availableShare) / SHORT);
    double cpu = Math.min(1, 0.25 * utilisation * utilisation * utilisation);
    double io = Math.min(1, 0.3 * diskBusy * diskBusy);
    return new Pressures(
        next(before.memory(), memory, 0.4, seconds),
        next(before.cpu(), cpu, 0, seconds),
        next(before.io(), io, 0.5, seconds));
  }

  /** Of the whole host in a second, given what was available at the tick before. */
  static double majorFaultsPerSecond(double availableShare) {
    return 0.02 + 600 * Math.max(0, (VERY_SHORT - availableShare) / VERY_SHORT);
  }

  static double diskBusyShare(double load, boolean isReloading, double availableShare, Draw tick) {
    double shortage = Math.max(0, (SHORT - availableShare) / SHORT);
    double busy = 0.04 * load + (isReloading ? 0.12 : 0) + 0.7 * shortage;
    return Math.clamp(busy * tick.of(2).factor(0.1), 0, 1);
  }

  private static Pressure next(Pressure before, double some, double fullOfSome, double seconds) {
    long waited = Math.round(some * seconds * 1e6);
    return new Pressure(some, some * fullOfSome, before.someTotalMicros() + waited);
  }
}
