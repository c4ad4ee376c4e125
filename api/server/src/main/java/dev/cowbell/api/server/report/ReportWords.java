package dev.cowbell.api.server.report;

import java.util.List;

/** What a report says in sentences, for files that are not templates. */
public record ReportWords(String headline, List<String> sentences) {
  /** The same words as at the head of the HTML. */
  public static ReportWords of(Report report) {
    Summary summary =
        report.sections().size() == 1
            ? Summary.of(report.sections().getFirst())
            : FleetSummary.of(report);
    return new ReportWords(summary.headline(), summary.sentences());
  }

  /** The words of a fleet, even one of a single service. */
  public static ReportWords ofFleet(Report report) {
    Summary summary = FleetSummary.of(report);
    return new ReportWords(summary.headline(), summary.sentences());
  }

  /** What the figures of a section rest on. */
  public static List<Fact> restsOn(ServiceReport section) {
    return Facts.of(section);
  }
}
