package dev.cowbell.api.server.page;

import dev.cowbell.api.server.decision.Total;
import dev.cowbell.api.server.efficiency.Arm;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.fleet.HardwareClass;
import dev.cowbell.api.server.fleet.Host;
import dev.cowbell.api.server.report.Fact;
import dev.cowbell.api.server.report.GenerationRow;
import dev.cowbell.api.server.report.GenerationSavings;
import dev.cowbell.api.server.report.Opportunity;
import dev.cowbell.api.server.report.RangeWords;
import dev.cowbell.api.server.report.RankRow;
import dev.cowbell.api.server.report.Report;
import dev.cowbell.api.server.report.ReportWords;
import dev.cowbell.api.server.report.TotalRow;
import java.time.Instant;
import java.util.List;

/** One hardware class. */
public record ClassView(
    String name,
    List<Fact> about,
    boolean simulated,
    boolean measured,
    String headline,
    List<String> sentences,
    List<TotalRow> totals,
    List<GenerationRow> savings,
    List<String> bases,
    List<FleetView.Ranked> ranking,
    List<StageTrack> tracks,
    List<HostRow> hosts,
    String allHosts,
    List<Link> downloads,
    String plan,
    String version) {
  private static final int MOST_ROWS = 50;

  static ClassView of(
      HardwareClass hardwareClass,
      Report report,
      List<Total> totals,
      List<Host> hosts,
      Instant silentSince,
      String version) {
    ReportWords words = ReportWords.ofFleet(report);
    List<GenerationSavings> savings = GenerationSavings.of(report.sections());
    return new ClassView(
        hardwareClass.name(),
        about(hardwareClass, report),
        report.simulated(),
        !report.sections().isEmpty(),
        words.headline(),
        words.sentences(),
        TotalRow.of(totals),
        GenerationRow.of(savings),
        RangeWords.kinds(savings),
        RankRow.of(Opportunity.ranked(report.sections())).stream()
            .limit(MOST_ROWS)
            .map(FleetView.Ranked::of)
            .toList(),
        report.sections().stream()
            .flatMap(section -> section.recommendations().stream())
            .limit(MOST_ROWS)
            .map(StageTrack::of)
            .toList(),
        hosts.stream().map(host -> HostRow.of(host, silentSince)).toList(),
        hosts.size() < hardwareClass.hostCount() ? Links.hostsOf(hardwareClass.name()) : "",
        Downloads.of("", hardwareClass.name()),
        Links.plan("", hardwareClass.name()),
        version);
  }

  private static List<Fact> about(HardwareClass hardwareClass, Report report) {
    long footprint =
        report.sections().stream()
            .flatMap(section -> section.arms().stream())
            .mapToLong(Arm::footprintBytes)
            .sum();
    double memory = (double) hardwareClass.memoryBytes() * hardwareClass.hostCount();
    return List.of(
        new Fact("Generation", hardwareClass.generation()),
        new Fact("Cores", Integer.toString(hardwareClass.cores())),
        new Fact("Memory of a host", Bytes.words(hardwareClass.memoryBytes())),
        new Fact("Hosts", Words.count(hardwareClass.hostCount(), "host")),
        new Fact(
            "Families hold",
            footprint == 0
                ? "not known yet"
                : "%s, %s of all memory"
                    .formatted(Bytes.words(footprint), Words.percent(footprint / memory))));
  }
}
