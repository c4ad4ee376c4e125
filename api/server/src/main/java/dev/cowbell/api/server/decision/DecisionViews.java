package dev.cowbell.api.server.decision;

import dev.cowbell.api.server.database.Query;
import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.database.Views;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Reads what was decided. */
public final class DecisionViews {
  private static final int MOST_ROWS = 30;

  /** Came with the columns of {@code api.savings} that {@link OwnMix} reads. */
  private static final String EXPERIMENTS = "api.experiment";

  private final Views views;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  public DecisionViews(Views views) {
    this.views = views;
  }

  /** Moves of the stages of a service on one generation, the newest first. */
  public List<StageMove> moves(String service, String generation) {
    return listed(
        "api.stage_decision",
        Query.of(StageMove.OF_GENERATION, service, generation, MOST_ROWS),
        StageMove::read);
  }

  /** Reloads of a service on one class, the newest first. */
  public List<Reload> reloads(ServiceOnClass scope) {
    return listed(
        "api.reload",
        Query.of(Reload.OF_SERVICE, scope.service(), scope.hardwareClass(), MOST_ROWS),
        Reload::read);
  }

  /** What arms save at their own mixes of ages. */
  public List<OwnMix> ownMixes(ServiceOnClass scope) {
    return listed(
        EXPERIMENTS,
        Query.of(OwnMix.OF_SERVICE, scope.service(), scope.hardwareClass()),
        OwnMix::read);
  }

  /** Pairs of hosts of the experiment that was proposed; none where none was. */
  public List<HostPair> pairs(ServiceOnClass scope) {
    return listed(
        EXPERIMENTS,
        Query.of(HostPair.OF_SERVICE, scope.service(), scope.hardwareClass()),
        HostPair::read);
  }

  /** Predictions and what came true. */
  public List<LedgerEntry> ledger(ServiceOnClass scope) {
    return listed(
        "api.savings_ledger",
        Query.of(LedgerEntry.OF_SERVICE, scope.service(), scope.hardwareClass()),
        LedgerEntry::read);
  }

  /** Time in the collector by arm, over the last seven days. */
  public List<CollectorTime> collectorTime(ServiceOnClass scope) {
    return listed(
        "api.collector_time",
        Query.of(CollectorTime.OF_SERVICE, scope.service(), scope.hardwareClass()),
        CollectorTime::read);
  }

  /** Savings of a service on a class, of a class, or of the fleet: what is empty stands for all. */
  public List<Total> totals(String service, String hardwareClass) {
    return listed("api.savings_total", Query.of(Total.OF, service, hardwareClass), Total::read);
  }

  /** Nothing where the view is not there yet: a server may be newer than the schema for a while. */
  private <T> List<T> listed(String view, Query query, Function<Row, T> reading) {
    return known.contains(view) || isThere(view) ? views.few(query, reading) : List.of();
  }

  private boolean isThere(String view) {
    boolean there =
        views
            .few(
                Query.of("SELECT to_regclass(?) IS NOT NULL AS there", view),
                row -> row.flag("there"))
            .getFirst();
    if (there) {
      known.add(view);
    }
    return there;
  }
}
