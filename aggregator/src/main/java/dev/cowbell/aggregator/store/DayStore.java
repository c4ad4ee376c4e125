package dev.cowbell.aggregator.store;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** Where decisions from whole days find their evidence and are kept. */
public final class DayStore {

  private final Transactions transactions;
  private final HostDayCompaction hostDays;

  /** The schema must have been migrated. */
  public DayStore(DataSource dataSource) {
    this.transactions = new Transactions(dataSource);
    this.hostDays = new HostDayCompaction(dataSource);
  }

  /**
   * Adds what is open to its host-days; then, in one transaction, folds the days that are over and
   * makes one pass over whole days.
   *
   * @return what was decided; empty when another instance is at it, and nothing was done then
   * @throws StoreUnavailableException when a later pass may succeed
   */
  public Optional<DayDecisions> pass(Instant now, Function<DayEvidence, DayDecisions> decide) {
    hostDays.run();
    return transactions.inOne(
        "cannot decide on whole days",
        connection -> {
          if (!DecisionStore.locked(connection)) {
            return Optional.empty();
          }
          DayFold.run(connection, now);
          DayDecisions decisions = decide.apply(new StoredDays(connection, now));
          ExperimentRows.propose(connection, decisions.proposed(), now);
          ExperimentRows.update(connection, decisions.experiments());
          SavingsTotalRows.replace(connection, decisions.totals(), now);
          LedgerRows.put(connection, decisions.ledger(), now);
          return Optional.of(decisions);
        });
  }
}
