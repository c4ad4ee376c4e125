package dev.cowbell.api.server.page;

import dev.cowbell.api.server.decision.Finding;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Words;
import java.util.List;
import java.util.Locale;

/** One figure of an experiment, as a row. */
public record FindingRow(
    String figure,
    String estimand,
    String design,
    boolean observational,
    String effect,
    String range,
    String method,
    String hosts,
    String lack,
    List<String> departures,
    boolean isFinal) {
  static FindingRow of(Finding finding) {
    return new FindingRow(
        words(finding.figure()),
        finding.estimand().equals("EQUAL_AGE") ? "at equal age" : "at each arm's own age mix",
        words(finding.design()),
        finding.design().equals("OBSERVATIONAL"),
        finding.effect().map(e -> value(e.estimate(), finding.unit())).orElse("not decided"),
        finding
            .effect()
            .map(e -> value(e.low(), finding.unit()) + " to " + value(e.high(), finding.unit()))
            .orElse(""),
        finding.effect().map(Finding.Effect::method).orElse(""),
        "%s against %s"
            .formatted(
                Words.count(finding.treatmentHosts(), "host"),
                Words.count(finding.controlHosts(), "host")),
        finding.lack().orElse("") + finding.needed().map(n -> "; needed: " + n).orElse(""),
        finding.departures(),
        finding.isFinal());
  }

  private static String value(double value, String unit) {
    if (unit.startsWith("byte")) {
      return Bytes.difference(value).text();
    }
    return String.format(Locale.ROOT, "%+.3g %s", value, unit).replace('-', '−');
  }

  private static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
