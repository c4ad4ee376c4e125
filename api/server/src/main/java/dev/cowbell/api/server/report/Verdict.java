package dev.cowbell.api.server.report;

import dev.cowbell.api.server.efficiency.Arm;
import dev.cowbell.api.server.efficiency.Means;
import dev.cowbell.api.server.efficiency.Saving;
import java.util.Comparator;
import java.util.Optional;

/**
 * The two arms a report speaks of first: the control, and the one to look at.
 *
 * @param saving what was computed between the two, where it was
 */
record Verdict(Side control, Side better, Optional<Saving> saving) {
  /** An arm and its means. */
  record Side(Arm arm, Means means) {
    static Optional<Side> of(Arm arm) {
      return arm.means().map(means -> new Side(arm, means));
    }

    /** Memory a worker does not share: what it lost and what it grew. Ranks arms, nothing more. */
    double unsharedBytes() {
      return means.lossBytes() + means.growthBytes();
    }
  }

  /** Absent unless the control and another arm were both read. */
  static Optional<Verdict> of(ServiceReport report) {
    Optional<Side> control = report.control().flatMap(report::arm).flatMap(Side::of);
    return control.flatMap(
        c -> better(report, c).map(b -> new Verdict(c, b, saving(report, c, b))));
  }

  /** The arm that is advised, else the one whose workers have the least memory to themselves. */
  private static Optional<Side> better(ServiceReport report, Side control) {
    Optional<Side> advised = report.advisedArm().flatMap(report::arm).flatMap(Side::of);
    return advised.or(
        () ->
            report.arms().stream()
                .filter(arm -> !arm.name().equals(control.arm().name()))
                .flatMap(arm -> Side.of(arm).stream())
                .min(Comparator.comparingDouble(Side::unsharedBytes)));
  }

  private static Optional<Saving> saving(ServiceReport report, Side control, Side better) {
    return report.savings().stream()
        .filter(s -> s.control().equals(control.arm().name()))
        .filter(s -> s.treatment().equals(better.arm().name()))
        .findFirst();
  }
}
