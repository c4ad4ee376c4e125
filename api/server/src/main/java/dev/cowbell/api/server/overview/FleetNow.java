package dev.cowbell.api.server.overview;

import dev.cowbell.api.server.database.Fresh;
import dev.cowbell.api.server.fleet.FleetViews;
import dev.cowbell.api.server.fleet.HardwareClass;
import dev.cowbell.api.server.fleet.Host;
import dev.cowbell.api.server.fleet.HostCounts;
import dev.cowbell.api.server.fleet.PolicyUndone;
import dev.cowbell.api.server.report.Report;
import dev.cowbell.api.server.report.Reports;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The fleet as it was some seconds ago, or a minute or two where it is large: it says when it was
 * gathered. To do so for every reader would cost the database more than the fleet changes.
 */
public final class FleetNow {
  private static final Duration FRESH = Duration.ofSeconds(15);
  static final Duration SILENT = Duration.ofMinutes(5);
  private static final int MOST_SILENT = 12;

  private final Reports reports;
  private final FleetViews fleet;
  private final Clock clock;
  private final Fresh<Snapshot> snapshot = new Fresh<>(this::gather, FRESH);

  /**
   * Everything the first page shows.
   *
   * @param undone families whose collector policy is not what their arm says
   */
  public record Snapshot(
      Instant at,
      Report report,
      HostCounts hosts,
      List<Host> silent,
      List<HardwareClass> classes,
      List<PolicyUndone> undone) {}

  public FleetNow(Reports reports, FleetViews fleet, Clock clock) {
    this.reports = reports;
    this.fleet = fleet;
    this.clock = clock;
  }

  /** Since when a host that has not been heard of counts as silent. */
  public Instant silentSince() {
    return clock.instant().minus(SILENT);
  }

  /** The last snapshot, or a new one where it is too old to show. */
  public Snapshot snapshot() {
    return snapshot.get();
  }

  private Snapshot gather() {
    Instant since = silentSince();
    return new Snapshot(
        clock.instant(),
        reports.overview(),
        fleet.hostCounts(since),
        fleet.silentHosts(since, MOST_SILENT),
        fleet.classes(),
        fleet.policiesUndone());
  }
}
