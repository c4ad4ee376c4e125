package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.experiment.HostSums;
import dev.cowbell.aggregator.ipc.ArmCounters;
import dev.cowbell.aggregator.ipc.CpiHostDay;
import dev.cowbell.aggregator.rollup.Grain;
import dev.cowbell.aggregator.savings.ArmDays;
import dev.cowbell.aggregator.savings.ArmPair;
import dev.cowbell.aggregator.savings.Estimate;
import dev.cowbell.aggregator.savings.HostFigures;
import dev.cowbell.aggregator.savings.Prediction;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Whole days as they are stored. Today is not over and takes no part. */
record StoredDays(Connection connection, Instant now) implements DayEvidence {

  /** Longer than any comparison looks back. */
  private static final Duration LATELY = Duration.ofDays(35);

  @Override
  public List<ServiceDays> services() {
    DayRows.Arms arms = new DayRows.Arms();
    Instant today = Grain.DAY.start(now);
    new Query(DaySql.ARMS, today.minus(LATELY), today)
        .read(
            connection,
            row -> {
              arms.add(row);
              return true;
            });
    return arms.services();
  }

  @Override
  public List<ArmDays> sums(ServiceDays about, Collection<Long> days) {
    DayRows.Sums sums = new DayRows.Sums();
    new Query(DaySql.SUMS, about.serviceKey(), about.classKey(), array("text", texts(days)))
        .read(
            connection,
            row -> {
              sums.add(row);
              return true;
            });
    return about.arms().entrySet().stream()
        .map(
            arm ->
                new ArmDays(
                    arm.getKey(),
                    sums.of(arm.getKey()),
                    arm.getValue().firstDay(),
                    arm.getValue().size(),
                    arm.getValue().simulated()))
        .filter(arm -> !arm.byDay().isEmpty())
        .toList();
  }

  @Override
  public List<String> hosts(ServiceDays about, int most) {
    Instant yesterday = Grain.DAY.start(now).minus(Grain.DAY.length());
    return new Query(DaySql.HOSTS, about.serviceKey(), about.classKey(), yesterday, most)
        .read(connection, row -> row.getString(1));
  }

  @Override
  public Optional<StoredExperiment> experiment(ServiceDays about) {
    return new Query(DaySql.EXPERIMENT, about.serviceKey(), about.classKey())
        .read(connection, row -> ExperimentRows.read(row, about.about().hardwareClass())).stream()
            .findFirst();
  }

  @Override
  public List<HostFigures> hostDays(ServiceDays about, Collection<String> hosts, long sinceDay) {
    Instant since = day(sinceDay);
    Array named = array("text", hosts.toArray());
    DayRows.HostAges ages = new DayRows.HostAges();
    new Query(DaySql.HOST_AGES, about.serviceKey(), about.classKey(), since, named)
        .read(
            connection,
            row -> {
              ages.add(row);
              return true;
            });
    return new Query(DaySql.HOST_ARMS, about.serviceKey(), about.classKey(), since, named)
        .read(connection, ages::figures);
  }

  @Override
  public List<String> changedHosts(ServiceDays about, long sinceDay, int most) {
    return new Query(DaySql.CHANGED, about.serviceKey(), about.classKey(), day(sinceDay), most)
        .read(connection, row -> row.getString(1));
  }

  @Override
  public List<ArmCounters> counters(ServiceDays about, long sinceDay) {
    Instant today = Grain.DAY.start(now);
    return new Query(
            DaySql.COUNTERS, today, about.serviceKey(), about.classKey(), day(sinceDay), today)
        .read(connection, StoredDays::counters);
  }

  private static ArmCounters counters(ResultSet row) throws SQLException {
    long counted = row.getLong(9);
    double ticks = Math.max(1, counted);
    return new ArmCounters(
        row.getString(1),
        row.getString(2),
        row.getInt(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getDouble(8),
        new CpiHostDay(
            row.getString(1),
            row.getString(2),
            row.getInt(3),
            counted,
            row.getDouble(10) / ticks,
            row.getDouble(11) / ticks),
        row.getDouble(12),
        row.getDouble(13));
  }

  @Override
  public List<VersionSums> versions(ServiceDays about, long sinceDay) {
    Instant since = day(sinceDay);
    return new Query(
            DaySql.VERSIONS,
            about.serviceKey(),
            about.classKey(),
            since,
            about.serviceKey(),
            about.classKey(),
            since,
            Grain.DAY.start(now))
        .read(
            connection,
            row ->
                new VersionSums(
                    row.getString(1),
                    row.getString(2),
                    new HostSums(row.getInt(3), row.getDouble(4), row.getDouble(5))));
  }

  @Override
  public List<Prediction> ledger(ServiceDays about) {
    return new Query(DaySql.LEDGER, about.serviceKey(), about.classKey())
        .read(
            connection,
            row ->
                new Prediction(
                    new ArmPair(row.getString(1), row.getString(2), 0),
                    row.getLong(3),
                    new Estimate(row.getDouble(4), row.getDouble(5), row.getDouble(6)),
                    row.getDouble(7),
                    new HostSums(row.getInt(8), row.getDouble(9), row.getDouble(10)),
                    row.getDouble(11)));
  }

  private static Instant day(long epochDay) {
    return Instant.EPOCH.plus(Duration.ofDays(epochDay));
  }

  private static Object[] texts(Collection<Long> days) {
    return days.stream().map(day -> day(day).toString()).toArray();
  }

  private Array array(String type, Object[] values) {
    try {
      return connection.createArrayOf(type, values);
    } catch (SQLException e) {
      throw SqlFailure.translated("cannot read evidence", e);
    }
  }
}
