package dev.cowbell.bench.result;

import java.util.Locale;
import java.util.stream.Collectors;

/** A run for people. */
public final class RunTable {
  private RunTable() {}

  /** The table, ending with a line break. */
  public static String of(Run run) {
    String results =
        run.findings().results().stream().map(RunTable::line).collect(Collectors.joining());
    String skipped =
        run.findings().skipped().stream()
            .map(one -> "%-44s not measured: %s%n".formatted(one.name(), one.reason()))
            .collect(Collectors.joining());
    return "%s on %s, %d cores, kernel %s, commit %s%n%n"
            .formatted(
                run.bench(),
                run.machine().cpu(),
                run.machine().cores(),
                run.machine().kernel(),
                run.commit())
        + results
        + skipped;
  }

  private static String line(Result result) {
    return String.format(
        Locale.ROOT,
        "%-44s %10.4g %-28s %-20s %s%n",
        result.name(),
        result.value(),
        result.unit(),
        result.interval().map(RunTable::range).orElse(""),
        result.target().map(target -> verdict(target, result.value())).orElse(""));
  }

  private static String range(Result.Interval interval) {
    return String.format(Locale.ROOT, "%.4g to %.4g", interval.low(), interval.high());
  }

  private static String verdict(Target target, double value) {
    String kind =
        switch (target) {
          case Target.AtMost _ -> "at most";
          case Target.AtLeast _ -> "at least";
        };
    return String.format(
        Locale.ROOT, "%s %.4g: %s", kind, target.limit(), target.isMetBy(value) ? "met" : "MISSED");
  }
}
