package dev.cowbell.api.server.report;

import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.fleet.Host;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A section as its template needs it: nothing is left to compute.
 *
 * @param about where and when, a few words each
 * @param figures charts; none while no reading has been rolled up
 * @param control name of the arm the savings are against; empty where there are none
 */
public record SectionView(
    String service,
    String hardwareClass,
    List<Fact> about,
    boolean simulated,
    String headline,
    List<String> sentences,
    List<ArmRow> arms,
    List<ChartFigure> figures,
    String control,
    List<SavingRow> savings,
    List<AdviceCard> advice,
    List<Fact> facts,
    String madeAt,
    String version) {
  /**
   * What a section looks like.
   *
   * @param suffix sets its charts apart from those of other sections of a page
   */
  public static SectionView of(ServiceReport report, String suffix) {
    Summary summary = Summary.of(report);
    return new SectionView(
        report.scope().service(),
        report.scope().hardwareClass(),
        about(report),
        report.simulated(),
        summary.headline(),
        summary.sentences(),
        report.armNames().stream()
            .flatMap(name -> report.arm(name).stream())
            .map(arm -> ArmRow.of(report, arm))
            .toList(),
        new CurveFigures(report, suffix).all(),
        report.savings().isEmpty() ? "" : report.savings().getFirst().control(),
        SavingRow.of(report),
        report.recommendations().stream().map(AdviceCard::of).toList(),
        Facts.of(report),
        Words.moment(report.madeAt()),
        report.version());
  }

  static List<Fact> about(ServiceReport report) {
    String kernels =
        report.hosts().stream().map(Host::kernel).distinct().collect(Collectors.joining(", "));
    return List.of(
        new Fact("Hardware", report.scope().hardwareClass()),
        new Fact("Hosts", Words.count(report.hosts().size(), "host")),
        new Fact("Kernel", kernels.isEmpty() ? "no host runs it now" : kernels),
        new Fact("Made", Words.moment(report.madeAt())));
  }
}
