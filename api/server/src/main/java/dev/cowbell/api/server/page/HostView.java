package dev.cowbell.api.server.page;

import static java.util.stream.Collectors.groupingBy;

import dev.cowbell.api.server.chart.Strip;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.fleet.Family;
import dev.cowbell.api.server.fleet.FamilyId;
import dev.cowbell.api.server.fleet.Host;
import dev.cowbell.api.server.fleet.Worker;
import dev.cowbell.api.server.history.Happening;
import dev.cowbell.api.server.history.HostPoint;
import dev.cowbell.api.server.history.Window;
import dev.cowbell.api.server.report.ChartFigure;
import dev.cowbell.api.server.report.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One host with its memory over time, its families and workers.
 *
 * @param words what its memory is doing; none before its first tick
 * @param figures its memory over time; none before its first tick
 * @param strips the limits it is held to; none before its first tick
 * @param left families beyond the most that a page holds
 */
public record HostView(
    String name,
    boolean simulated,
    boolean silent,
    Link hardwareClass,
    List<Fact> about,
    List<HostWords> words,
    List<ChartFigure> figures,
    List<Strip> strips,
    List<EventRow> events,
    List<Fact> collector,
    List<FamilyPanel> families,
    String left,
    String version) {
  private static final int MOST_FAMILIES = 12;
  private static final int MOST_WORKERS = 12;

  /** What a host was over time. */
  record Past(Window window, List<HostPoint> points, List<Happening> happenings) {}

  static HostView of(
      Host host,
      boolean silent,
      List<Family> families,
      List<Worker> workers,
      Optional<Past> past,
      String version) {
    List<Strip> limits =
        past.map(p -> Rails.of(p.window(), p.points(), p.happenings())).stream().toList();
    Map<FamilyId, List<Worker>> of = workers.stream().collect(groupingBy(Worker::family));
    return new HostView(
        host.hostname(),
        host.simulated(),
        silent,
        new Link(host.hardwareClass().name(), Links.hardwareClass(host.hardwareClass().name())),
        about(host),
        past
            .flatMap(p -> limits.stream().findFirst().map(l -> HostWords.of(families, p, l)))
            .stream()
            .toList(),
        past.flatMap(p -> HostFigures.memory(p.window(), p.points())).stream().toList(),
        limits,
        EventRow.of(past.stream().flatMap(p -> p.happenings().stream()).toList()),
        past.map(HostView::collector).orElse(List.of()),
        families.stream()
            .limit(MOST_FAMILIES)
            .map(f -> FamilyPanel.of(f, of.getOrDefault(f.id(), List.of()), MOST_WORKERS))
            .toList(),
        families.size() > MOST_FAMILIES
            ? Words.count(
                    families.size() - MOST_FAMILIES, "further family is", "further families are")
                + " not shown here; GetHost lists all."
            : "",
        version);
  }

  private static List<Fact> about(Host host) {
    List<Fact> about = new ArrayList<>();
    about.add(new Fact("Kernel", host.kernel()));
    about.add(new Fact("Memory available", Bytes.of(host.availableBytes()).text()));
    about.add(new Fact("Last tick", host.lastTickAt().map(Words::moment).orElse("none yet")));
    about.add(new Fact("Host id", host.hostId()));
    host.labels().forEach((key, value) -> about.add(new Fact(key, value)));
    return about;
  }

  /** What measuring cost here, and what got lost. */
  private static List<Fact> collector(Past past) {
    double cpu =
        past.points().stream().mapToDouble(HostPoint::collectorCpuShare).average().orElse(0);
    double rss = past.points().stream().mapToDouble(HostPoint::collectorRssBytes).max().orElse(0);
    long gaps = past.points().stream().mapToLong(HostPoint::gapTicks).sum();
    int ticks = past.points().stream().mapToInt(HostPoint::ticks).sum();
    return List.of(
        new Fact("CPU", String.format(Locale.ROOT, "%.2f %% of one core", cpu * 100)),
        new Fact("Resident memory", Bytes.words(rss)),
        new Fact("Ticks stored", Words.count(ticks, "tick")),
        new Fact("Ticks lost", gaps == 0 ? "none" : Words.count(gaps, "tick")));
  }
}
