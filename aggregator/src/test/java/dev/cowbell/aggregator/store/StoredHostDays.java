package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.fixture.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Host-days as ingest would have left them: four workers on each host, read 20 times at each of two
 * ages, five MB below and above what is said; growth is the same at both.
 */
final class StoredHostDays {

  private static final String HOST =
      "INSERT INTO host (host_id, hostname, class_key, kernel) SELECT ?, 'x', class_key, '6.1.0'"
          + " FROM hardware_class ON CONFLICT DO NOTHING";
  private static final String KEYS =
      "SELECT ?, host_key, service_key, c.class_key, arm_key FROM host h, service s, hardware_class"
          + " c, arm a WHERE h.host_id = ? AND a.name = ?";
  private static final String DAY =
      "INSERT INTO host_day (day_at, host_key, service_key, class_key, arm_key, age_bucket,"
          + " kafka_partition, readings, loss_sum, growth_sum) SELECT k.*, age, 0, 20, 20 *"
          + " (?::float8 + (age - 25) * 1e6), 20 * ?::float8 FROM ("
          + KEYS
          + ") k, unnest(ARRAY[20, 30]) age";
  private static final String ARM =
      "INSERT INTO host_day_arm (day_at, host_key, service_key, class_key, arm_key,"
          + " kafka_partition, ticks, worker_sum, cpu_micros, looks, hits, squared_hits,"
          + " counted_ticks, cpi_sum, cpi_sum_squares, miss_ticks, cache_references, cache_misses,"
          + " runtime_version, policy_name) SELECT k.*, 0, 100, 400, 1000, 1000, 10, 20, 0, 0, 0,"
          + " 0, 0, 0, '3.11.9', ? FROM ("
          + KEYS
          + ") k";

  private record Host(String host, String arm, double loss, double growth, String policy) {}

  private final Database database;
  private final List<Host> hosts = new ArrayList<>();

  StoredHostDays(Database database) throws SQLException {
    this.database = database;
    database.execute(
        "INSERT INTO hardware_class (name, generation, cores, memory_bytes) VALUES ('Sandy"
            + " Bridge-EP / 32 cores / 32 GiB', 'Sandy Bridge-EP', 32, 34359738368) ON CONFLICT DO"
            + " NOTHING");
    database.execute("INSERT INTO service (name) VALUES ('web') ON CONFLICT DO NOTHING");
    database.execute(
        "INSERT INTO arm (name) VALUES ('default'), ('frozen') ON CONFLICT DO NOTHING");
  }

  Database database() {
    return database;
  }

  StoredHostDays host(String host, String arm, double loss, double growth) {
    return host(host, arm, loss, growth, arm);
  }

  StoredHostDays host(String host, String arm, double loss, double growth, String policy) {
    hosts.add(new Host(host, arm, loss, growth, policy));
    return this;
  }

  StoredHostDays clear() {
    hosts.clear();
    return this;
  }

  /** Writes these hosts for a day. */
  void write(long epochDay) throws SQLException {
    Object at = Query.bound(Instant.EPOCH.plus(Duration.ofDays(epochDay)));
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement host = connection.prepareStatement(HOST);
        PreparedStatement day = connection.prepareStatement(DAY);
        PreparedStatement arm = connection.prepareStatement(ARM)) {
      for (Host one : hosts) {
        execute(host, one.host());
        execute(day, one.loss(), one.growth(), at, one.host(), one.arm());
        execute(arm, one.policy(), at, one.host(), one.arm());
      }
    }
  }

  private static void execute(PreparedStatement statement, Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    statement.executeUpdate();
  }
}
