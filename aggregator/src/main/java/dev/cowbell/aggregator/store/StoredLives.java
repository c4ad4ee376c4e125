package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.limit.LifePoint;
import dev.cowbell.aggregator.limit.WorkerLife;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lives of workers from the raw rows. */
final class StoredLives {

  private static final Duration HISTORY = Duration.ofDays(3);
  private static final int HOSTS = 20;

  private StoredLives() {}

  static List<WorkerLife> of(Connection connection, ServiceOnClass about, Instant now) {
    Instant since = now.minus(HISTORY);
    return new Query(
            ThresholdSql.LIVES, about.service(), about.hardwareClass(), since, HOSTS, since)
        .read(connection, StoredLives::life);
  }

  private static WorkerLife life(ResultSet row) throws SQLException {
    Double[] ages = (Double[]) row.getArray(2).getArray();
    Double[] losses = (Double[]) row.getArray(3).getArray();
    Double[] growths = (Double[]) row.getArray(4).getArray();
    List<LifePoint> points = new ArrayList<>();
    for (int i = 0; i < ages.length; i++) {
      points.add(new LifePoint(ages[i], losses[i], growths[i]));
    }
    return new WorkerLife(row.getString(1), row.getDouble(5), points);
  }
}
