package dev.cowbell.api.server.overview;

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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * The fleet as it was some seconds ago. To gather it anew for every reader would cost the database
 * more than the fleet changes between two ticks; so one reader in half a minute has it gathered,
 * and the others get the last one, which says when it was made.
 */
public final class FleetNow {
  private static final Logger LOG = Logger.getLogger(FleetNow.class);
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final Duration USABLE = Duration.ofMinutes(2);
  static final Duration SILENT = Duration.ofMinutes(5);
  private static final int MOST_SILENT = 12;

  private final Reports reports;
  private final FleetViews fleet;
  private final Clock clock;
  private final AtomicReference<Snapshot> last = new AtomicReference<>(Snapshot.NONE);
  private final AtomicBoolean gathering = new AtomicBoolean();

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
      List<PolicyUndone> undone) {
    private static final Snapshot NONE =
        new Snapshot(
            Instant.MIN,
            Report.EMPTY,
            new HostCounts(0, 0, 0, Optional.empty()),
            List.of(),
            List.of(),
            List.of());
  }

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
    Snapshot held = last.get();
    Instant now = clock.instant();
    if (held.at().isBefore(now.minus(USABLE))) {
      return gather();
    }
    if (held.at().isBefore(now.minus(FRESH)) && gathering.compareAndSet(false, true)) {
      Thread.ofVirtual().name("fleet-now").start(this::gatherBehind);
    }
    return held;
  }

  private void gatherBehind() {
    try {
      gather();
    } catch (RuntimeException e) {
      LOG.warnf("The fleet could not be gathered; readers see the last one: %s", e.getMessage());
    } finally {
      gathering.set(false);
    }
  }

  /** One at a time: readers that come meanwhile get what the first one gathered. */
  private synchronized Snapshot gather() {
    Snapshot held = last.get();
    if (!held.at().isBefore(clock.instant().minus(FRESH))) {
      return held;
    }
    Instant since = silentSince();
    Snapshot gathered =
        new Snapshot(
            clock.instant(),
            reports.overview(),
            fleet.hostCounts(since),
            fleet.silentHosts(since, MOST_SILENT),
            fleet.classes(),
            fleet.policiesUndone());
    last.set(gathered);
    return gathered;
  }
}
