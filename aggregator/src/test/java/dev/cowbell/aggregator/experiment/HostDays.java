package dev.cowbell.aggregator.experiment;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/** Host days as a quiet fleet would show them. */
final class HostDays {
  static final long ASSIGNED = 20_000;
  static final AssignedArm DEFAULT = AssignedArm.ofPolicy("default", "default");
  static final AssignedArm FROZEN = AssignedArm.ofPolicy("frozen", "frozen");

  private HostDays() {}

  /** Days {@code from} to {@code to}, the latter not included, all with the same figure. */
  static List<HostDay> of(String host, AssignedArm arm, double value, long from, long to) {
    return LongStream.range(from, to)
        .mapToObj(
            day ->
                new HostDay(
                    host,
                    day,
                    arm.name(),
                    new PolicyInForce.Seen(arm.policy().orElse("unknown")),
                    List.of(new AgeMean(3, value, 100))))
        .toList();
  }

  static List<HostDay> changed(List<HostDay> days, UnaryOperator<HostDay> change) {
    return days.stream().map(change).toList();
  }
}
