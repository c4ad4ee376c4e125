package dev.cowbell.api.server.page;

import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Quantity;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.fleet.HardwareClass;
import dev.cowbell.api.server.fleet.HostCounts;
import dev.cowbell.api.server.overview.FleetNow;
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

/** What is out there and what it costs, as the first page shows it. */
public record FleetView(
    boolean empty,
    boolean simulated,
    List<Fact> about,
    String headline,
    List<String> sentences,
    List<Tile> tiles,
    List<GenerationRow> generations,
    List<String> bases,
    List<Ranked> ranking,
    int services,
    List<TotalRow> totals,
    List<StageTrack> tracks,
    String lacking,
    List<HostRow> silent,
    String silentInAll,
    List<ClassRow> classes,
    List<Link> downloads,
    String version) {
  private static final int MOST_RANKED = 12;
  private static final int MOST_TRACKS = 24;

  /** A row of the ranking, and where it leads. */
  public record Ranked(RankRow row, String address) {
    static Ranked of(RankRow row) {
      return new Ranked(row, Links.service(row.scope()));
    }
  }

  /** One hardware class. */
  public record ClassRow(
      Link link, String generation, String cores, Quantity memory, String hosts) {
    static ClassRow of(HardwareClass hardwareClass) {
      return new ClassRow(
          new Link(hardwareClass.name(), Links.hardwareClass(hardwareClass.name())),
          hardwareClass.generation(),
          Integer.toString(hardwareClass.cores()),
          Bytes.of(hardwareClass.memoryBytes()),
          Words.count(hardwareClass.hostCount(), "host"));
    }
  }

  static FleetView of(FleetNow.Snapshot snapshot, Instant silentSince, String version) {
    Report report = snapshot.report();
    ReportWords words = ReportWords.ofFleet(report);
    List<GenerationSavings> generations = GenerationSavings.of(report.sections());
    List<RankRow> ranking = RankRow.of(Opportunity.ranked(report.sections()));
    return new FleetView(
        snapshot.hosts().all() == 0,
        report.simulated(),
        about(snapshot.hosts(), report),
        words.headline(),
        words.sentences(),
        FleetTiles.of(report),
        GenerationRow.of(generations),
        RangeWords.kinds(generations),
        ranking.stream().limit(MOST_RANKED).map(Ranked::of).toList(),
        report.sections().size(),
        TotalRow.of(report.totals()),
        tracks(report),
        lacking(report),
        snapshot.silent().stream().map(host -> HostRow.of(host, silentSince)).toList(),
        Words.count(snapshot.hosts().silent(), "host"),
        snapshot.classes().stream().map(ClassRow::of).toList(),
        Downloads.ofFleet(),
        version);
  }

  private static List<Fact> about(HostCounts hosts, Report report) {
    return List.of(
        new Fact("Hosts", Words.count(hosts.all(), "host")),
        new Fact(
            "Silent for five minutes",
            hosts.silent() == 0 ? "none" : Integer.toString(hosts.silent())),
        new Fact("Newest tick", hosts.newestTick().map(Words::moment).orElse("none yet")),
        new Fact("Figures as of", Words.moment(report.madeAt())));
  }

  private static List<StageTrack> tracks(Report report) {
    return report.sections().stream()
        .flatMap(section -> section.recommendations().stream())
        .filter(advice -> !advice.hasInsufficient())
        .limit(MOST_TRACKS)
        .map(StageTrack::of)
        .toList();
  }

  private static String lacking(Report report) {
    long lacking =
        report.sections().stream()
            .flatMap(section -> section.recommendations().stream())
            .filter(Recommendation::hasInsufficient)
            .count();
    return lacking == 0
        ? ""
        : Words.count(lacking, "further recommendation waits", "further recommendations wait")
            + " for evidence.";
  }
}
