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

  /** Figures of the comparisons of a service on one class. */
  public List<Finding> findings(ServiceOnClass scope) {
    return listed(
        "api.saving_figure",
        Query.of(Finding.OF_SERVICE, scope.service(), scope.hardwareClass()),
        Finding::read);
  }

  /** Predictions and what came true. */
  public List<LedgerEntry> ledger(ServiceOnClass scope) {
    return listed(
        "api.saving_ledger",
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

  /** Savings over the fleet. */
  public List<Total> totals() {
    return listed("api.saving_total", Query.of(Total.OF_FLEET), Total::read);
  }

  /** Nothing where the view is not there yet: a server may be newer than the schema for a while. */
  private <T> List<T> listed(String view, Query query, Function<Row, T> reading) {
    return known.contains(view) || isThere(view) ? views.list(query, reading) : List.of();
  }

  private boolean isThere(String view) {
    boolean there =
        views
            .list(
                Query.of("SELECT to_regclass(?) IS NOT NULL AS there", view),
                row -> row.flag("there"))
            .getFirst();
    if (there) {
      known.add(view);
    }
    return there;
  }
}
