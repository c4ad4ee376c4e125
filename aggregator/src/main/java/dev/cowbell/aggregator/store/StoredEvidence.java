package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.ipc.CpiHostDay;
import dev.cowbell.aggregator.recommend.HostMemory;
import dev.cowbell.aggregator.recommend.ThresholdEvidence;
import dev.cowbell.aggregator.savings.ArmAge;
import dev.cowbell.aggregator.savings.WorkerEvidence;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Evidence from the raw rows. */
record StoredEvidence(Connection connection, Instant since, Instant now)
    implements DecisionEvidence {

  @Override
  public Map<ServiceOnClass, Double> tickCoverage() {
    Map<ServiceOnClass, Double> coverage = new LinkedHashMap<>();
    new Query(EvidenceSql.TICK_COVERAGE, since, since)
        .read(
            connection,
            row ->
                coverage.put(
                    new ServiceOnClass(row.getString(1), row.getString(2)), row.getDouble(3)));
    return coverage;
  }

  @Override
  public List<ArmAge> arms(ServiceOnClass about) {
    return new Query(EvidenceSql.ARMS, about.service(), about.hardwareClass(), since)
        .read(connection, row -> new ArmAge(row.getString(1), row.getDouble(2), row.getLong(3)));
  }

  @Override
  public List<WorkerEvidence> workers(ServiceOnClass about, String arm, double atAgeSeconds) {
    return new Query(
            EvidenceSql.WORKERS_AT_AGE,
            about.service(),
            about.hardwareClass(),
            arm,
            since,
            atAgeSeconds)
        .read(connection, StoredEvidence::worker);
  }

  @Override
  public List<HostMemory> hosts(ServiceOnClass about) {
    return new Query(EvidenceSql.HOSTS, since, about.service(), about.hardwareClass())
        .read(connection, StoredEvidence::host);
  }

  @Override
  public ThresholdEvidence thresholds(
      ServiceOnClass about, List<HostMemory> hosts, boolean exitsAtOnce) {
    return new StoredThresholds(connection, about, since, now).evidence(hosts, exitsAtOnce);
  }

  @Override
  public List<CpiHostDay> cpi(ServiceOnClass about) {
    return new Query(ThresholdSql.CPI, about.service(), about.hardwareClass(), now, since, since)
        .read(
            connection,
            row ->
                new CpiHostDay(
                    row.getString(1),
                    row.getString(2),
                    row.getInt(3),
                    row.getLong(4),
                    row.getDouble(5),
                    row.getDouble(6)));
  }

  private static WorkerEvidence worker(ResultSet row) throws SQLException {
    double loss = row.getDouble(4);
    Optional<WorkerEvidence.Figures> figures =
        row.wasNull()
            ? Optional.empty()
            : Optional.of(new WorkerEvidence.Figures(loss, row.getDouble(5)));
    return new WorkerEvidence(
        row.getString(1), row.getString(2), row.getDouble(3), figures, row.getBoolean(6));
  }

  private static HostMemory host(ResultSet row) throws SQLException {
    return new HostMemory(
        row.getString(1),
        row.getLong(2),
        optional(row, 3),
        optional(row, 4),
        row.getLong(5),
        row.getInt(6),
        row.getBoolean(7));
  }

  private static OptionalLong optional(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
