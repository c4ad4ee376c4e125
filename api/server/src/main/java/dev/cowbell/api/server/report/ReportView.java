package dev.cowbell.api.server.report;

import dev.cowbell.api.server.chart.Marker;
import dev.cowbell.api.server.efficiency.SharingCurve;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.fleet.Host;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A report as its template needs it: nothing is left to compute.
 *
 * @param about where and when, a few words each
 * @param figures charts; none while no reading has been rolled up
 * @param control name of the arm the savings are against; empty where there are none
 */
public record ReportView(
    String service,
    List<Fact> about,
    boolean simulated,
    String headline,
    List<String> sentences,
    List<ArmRow> arms,
    List<CurveFigure> figures,
    List<Legend> legend,
    String control,
    List<SavingRow> savings,
    List<AdviceCard> advice,
    List<Fact> facts,
    String madeAt,
    String version) {
  /** An arm and its line style. */
  public record Legend(String name, int style, String shape) {}

  /** What a report looks like. */
  public static ReportView of(ServiceReport report) {
    Summary summary = Summary.of(report);
    return new ReportView(
        report.scope().service(),
        about(report),
        report.simulated(),
        summary.headline(),
        summary.sentences(),
        report.armNames().stream()
            .flatMap(name -> report.arm(name).stream())
            .map(arm -> ArmRow.of(report, arm))
            .toList(),
        figures(report),
        legend(report),
        report.savings().isEmpty() ? "" : report.savings().getFirst().control(),
        SavingRow.of(report),
        report.recommendations().stream().map(AdviceCard::of).toList(),
        Facts.of(report),
        Words.moment(report.madeAt()),
        report.version());
  }

  private static List<Fact> about(ServiceReport report) {
    String kernels =
        report.hosts().stream().map(Host::kernel).distinct().collect(Collectors.joining(", "));
    return List.of(
        new Fact("Hardware", report.scope().hardwareClass()),
        new Fact("Hosts", Words.count(report.hosts().size(), "host")),
        new Fact("Kernel", kernels.isEmpty() ? "no host runs it now" : kernels),
        new Fact("Made", Words.moment(report.madeAt())));
  }

  private static List<CurveFigure> figures(ServiceReport report) {
    boolean empty =
        report.curves().curves().stream().map(SharingCurve::points).allMatch(List::isEmpty);
    return empty ? List.of() : List.of(CurveFigure.sharing(report), CurveFigure.growth(report));
  }

  private static List<Legend> legend(ServiceReport report) {
    return report.armNames().stream()
        .map(name -> new Legend(name, report.style(name), Marker.shape(report.style(name))))
        .toList();
  }
}
