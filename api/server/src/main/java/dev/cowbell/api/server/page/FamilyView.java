package dev.cowbell.api.server.page;

import dev.cowbell.api.server.fleet.Family;
import dev.cowbell.api.server.fleet.Host;
import dev.cowbell.api.server.history.Happening;
import dev.cowbell.api.server.report.ChartFigure;
import java.util.List;
import java.util.Optional;

/** One family over time, with its workers and what befell it. */
public record FamilyView(
    String title,
    Link host,
    boolean simulated,
    FamilyPanel panel,
    List<ChartFigure> figures,
    List<EventRow> events,
    String version) {
  static FamilyView of(
      Host host,
      Family family,
      FamilyPanel panel,
      Optional<ChartFigure> figure,
      List<Happening> happenings,
      String version) {
    return new FamilyView(
        "%s, master %d".formatted(family.service(), family.id().masterPid()),
        new Link(host.hostname(), Links.host(host.hostId())),
        host.simulated(),
        panel,
        figure.stream().toList(),
        EventRow.of(happenings),
        version);
  }
}
