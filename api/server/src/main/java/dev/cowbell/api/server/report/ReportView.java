package dev.cowbell.api.server.report;

import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import java.util.List;
import java.util.stream.Stream;

/**
 * A report but for its sections as its template needs it: nothing is left to compute.
 *
 * @param single whether it has one section, whose words are then the report's
 * @param bases what the ranges of the savings mean
 * @param ranking services by what sharing loss costs them
 * @param growth what the forecast takes for granted
 * @param contents what the sections are about
 */
public record ReportView(
    String title,
    boolean single,
    List<Fact> about,
    boolean simulated,
    String headline,
    List<String> sentences,
    List<TotalRow> totals,
    List<GenerationRow> generations,
    List<String> bases,
    List<RankRow> ranking,
    List<ForecastRow> forecast,
    String growth,
    List<ServiceOnClass> contents,
    List<Fact> facts,
    String madeAt,
    String version) {
  static ReportView of(Report report) {
    boolean single = report.sections().size() == 1;
    Summary summary = single ? Summary.of(report.sections().getFirst()) : FleetSummary.of(report);
    List<GenerationSavings> generations = GenerationSavings.of(report.sections());
    return new ReportView(
        report.asked().words(),
        single,
        single ? about(report, report.sections().getFirst()) : about(report),
        report.simulated(),
        summary.headline(),
        summary.sentences(),
        TotalRow.of(report.totals()),
        GenerationRow.of(generations),
        RangeWords.kinds(generations),
        single ? List.of() : RankRow.of(Opportunity.ranked(report.sections())),
        ForecastRow.of(report.forecast()),
        ForecastRow.growth(report.forecast()),
        report.sections().stream().map(ServiceReport::scope).toList(),
        single ? Facts.of(report.sections().getFirst()) : Facts.of(report),
        Words.moment(report.madeAt()),
        report.version());
  }

  /** A fleet may have one service only: nothing else on the page would name it. */
  private static List<Fact> about(Report report, ServiceReport only) {
    List<Fact> about = SectionView.about(only);
    if (!report.asked().service().isEmpty()) {
      return about;
    }
    return Stream.concat(Stream.of(new Fact("Service", only.scope().service())), about.stream())
        .toList();
  }

  private static List<Fact> about(Report report) {
    long hosts = report.sections().stream().flatMap(s -> s.hosts().stream()).distinct().count();
    return List.of(
        new Fact("Sections", Words.count(report.sections().size(), "section")),
        new Fact("Hosts", Words.count(hosts, "host")),
        new Fact("Readings", Facts.taken(report.span())),
        new Fact("Made", Words.moment(report.madeAt())));
  }
}
