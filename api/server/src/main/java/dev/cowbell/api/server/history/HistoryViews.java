package dev.cowbell.api.server.history;

import dev.cowbell.api.server.database.Query;
import dev.cowbell.api.server.database.Views;
import dev.cowbell.api.server.fleet.FamilyId;
import dev.cowbell.api.server.fleet.Host;
import dev.cowbell.api.server.fleet.Matching;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what was, for one service, host or family at a time. */
public final class HistoryViews {
  /** Hosts whose families stand for those of a service: enough for a tenth, whatever the fleet. */
  public static final int SAMPLE_HOSTS = 40;

  private static final int MOST_HAPPENINGS = 400;

  private final Views views;

  public HistoryViews(Views views) {
    this.views = views;
  }

  /**
   * The shortest window that shows all a host said within its last day; absent before its first
   * tick.
   */
  public Optional<Window> window(Host host) {
    return window(List.of(host));
  }

  /** The same for some hosts together, up to the newest tick of any. */
  public Optional<Window> window(List<Host> hosts) {
    return hosts.stream()
        .map(Host::lastTickAt)
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .map(newest -> Window.upTo(newest, oldest(hosts, newest)));
  }

  private Instant oldest(List<Host> hosts, Instant newest) {
    Query query =
        Query.of(
            """
            SELECT min(o.collected_at) AS oldest_at
            FROM unnest(?) h(host_id)
            CROSS JOIN LATERAL (
              SELECT collected_at FROM api.host_history
              WHERE host_id = h.host_id AND collected_at >= ? ORDER BY collected_at LIMIT 1) o
            """,
            hosts.stream().map(Host::hostId).toArray(String[]::new),
            Window.longest(newest).from());
    return views.few(query, row -> row.instant("oldest_at")).getFirst().orElse(newest);
  }

  /** Footprints of the families of a service, by arm and time. */
  public List<FootprintBand> footprints(ServiceOnClass scope, Window window) {
    return views.few(
        Query.of(
            FootprintBand.OF_SERVICE,
            scope.service(),
            scope.hardwareClass(),
            window.from(),
            window.binSql(),
            window.to(),
            window.binSql(),
            window.binSql(),
            scope.service(),
            scope.hardwareClass()),
        FootprintBand::read);
  }

  /** What families cost day by day, over the four weeks up to a moment; empty stands for all. */
  public List<DayTotal> days(String service, String hardwareClass, Instant until) {
    return views.few(
        new Matching(service, hardwareClass)
            .query(DayTotal.MATCHING, until.minus(Duration.ofDays(28)), until),
        DayTotal::read);
  }

  /** A host by time. */
  public List<HostPoint> host(String hostId, Window window) {
    return views.few(
        Query.of(
            HostPoint.OF_HOST,
            window.binSql(),
            window.from(),
            hostId,
            window.from(),
            window.to(),
            window.binSql(),
            window.from(),
            hostId,
            window.from(),
            window.to()),
        HostPoint::read);
  }

  /** A family by time. */
  public List<FamilyPoint> family(FamilyId family, Window window) {
    return views.few(
        Query.of(
            FamilyPoint.OF_FAMILY,
            window.binSql(),
            window.from(),
            family.hostId(),
            family.masterPid(),
            family.masterStartTicks(),
            window.from(),
            window.to()),
        FamilyPoint::read);
  }

  /** What befell a host's processes within a window, forks left out; the newest first. */
  public List<Happening> happenings(String hostId, Window window) {
    return views.few(
        Query.of(Happening.OF_HOST, hostId, window.from(), MOST_HAPPENINGS), Happening::read);
  }

  /** What befell a family; the newest first. */
  public List<Happening> happenings(FamilyId family) {
    return views.few(
        Query.of(
            Happening.OF_FAMILY,
            family.hostId(),
            family.masterPid(),
            family.masterStartTicks(),
            MOST_HAPPENINGS),
        Happening::read);
  }
}
