package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.recommend.FamilyCharge;
import dev.cowbell.aggregator.recommend.HostLoad;
import dev.cowbell.aggregator.recommend.HostMemory;
import dev.cowbell.aggregator.recommend.ThresholdEvidence;
import dev.cowbell.aggregator.recommend.WorkerMemory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** What thresholds rest on, from the raw rows. */
record StoredThresholds(Connection connection, ServiceOnClass about, Instant since, Instant now) {

  private static final Duration STILL_THERE = Duration.ofHours(1);

  ThresholdEvidence evidence(List<HostMemory> hosts, boolean exitsAtOnce) {
    return new ThresholdEvidence(
        hosts,
        workers(),
        StoredLives.of(connection, about, now),
        loads(),
        charges(),
        StandingAdvice.of(connection, about),
        exitsAtOnce,
        now.getEpochSecond());
  }

  /** The workers that were read within the hour before the end of the window. */
  List<WorkerMemory> workers() {
    return new Query(
            ThresholdSql.WORKERS_NOW,
            about.service(),
            about.hardwareClass(),
            since,
            now.minus(STILL_THERE))
        .read(connection, row -> new WorkerMemory(row.getLong(1), row.getLong(2)));
  }

  private List<HostLoad> loads() {
    return new Query(ThresholdSql.LOADS, about.service(), about.hardwareClass(), since, since)
        .read(
            connection,
            row ->
                new HostLoad(
                    row.getString(1), real(row, 2), real(row, 3), real(row, 4), real(row, 5)));
  }

  private List<FamilyCharge> charges() {
    return new Query(ThresholdSql.CHARGES, about.service(), about.hardwareClass(), since)
        .read(
            connection,
            row ->
                new FamilyCharge(
                    row.getString(1), row.getLong(2), row.getDouble(3), row.getDouble(4)));
  }

  private static OptionalDouble real(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
