package dev.cowbell.aggregator.savings;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Two arms to compare, and the age to compare them at: the greatest that both have reached.
 *
 * @param atAgeSeconds the lesser of the two arms' greatest ages
 */
public record ArmPair(String control, String treatment, double atAgeSeconds) {

  private static final String DEFAULT_ARM = "default";

  /**
   * Every arm against the control: the arm {@code default} where it is, else the one with most
   * workers. The arm {@code unknown} is no arm: its workers may be anything.
   */
  public static List<ArmPair> of(List<ArmAge> arms) {
    List<ArmAge> known =
        arms.stream().filter(ArmAge::isKnown).sorted(Comparator.comparing(ArmAge::arm)).toList();
    return control(known).map(control -> pairs(control, known)).orElse(List.of());
  }

  /** The same arms at another age. */
  ArmPair at(double ageSeconds) {
    return new ArmPair(control, treatment, ageSeconds);
  }

  private static Optional<ArmAge> control(List<ArmAge> arms) {
    return arms.stream()
        .filter(arm -> arm.arm().equals(DEFAULT_ARM))
        .findFirst()
        .or(() -> arms.stream().max(Comparator.comparingLong(ArmAge::workers)));
  }

  private static List<ArmPair> pairs(ArmAge control, List<ArmAge> arms) {
    return arms.stream()
        .filter(arm -> !arm.equals(control))
        .map(
            arm ->
                new ArmPair(
                    control.arm(),
                    arm.arm(),
                    Math.min(control.greatestAgeSeconds(), arm.greatestAgeSeconds())))
        .toList();
  }
}
