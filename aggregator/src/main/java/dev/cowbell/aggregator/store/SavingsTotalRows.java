package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.savings.FleetSavings;
import dev.cowbell.aggregator.savings.Priced;
import dev.cowbell.aggregator.savings.Range;
import dev.cowbell.aggregator.savings.Total;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;

/** Rows of {@code savings_total}. */
final class SavingsTotalRows {

  private static final String DELETE = "DELETE FROM savings_total";
  private static final String INSERT =
      """
      INSERT INTO savings_total (service_key, class_key, realised, loss_avoided, loss_low, loss_high,
        growth_added, growth_low, growth_high, footprint, footprint_low, footprint_high, hosts, memory_bytes,
        hosts_freed, hosts_freed_low, hosts_freed_high, money, money_low, money_high, money_basis,
        watts, watts_low, watts_high, watts_basis, carbon_kg, carbon_low, carbon_high, carbon_basis,
        worker_coverage, tick_coverage, simulated, computed_at)
      VALUES ((SELECT service_key FROM service WHERE name = ?), (SELECT class_key FROM hardware_class WHERE name = ?),
        ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private SavingsTotalRows() {}

  static void replace(Connection connection, List<FleetSavings> totals, Instant at)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE);
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      delete.executeUpdate();
      for (FleetSavings savings : totals) {
        add(insert, savings, savings.realised(), true, at);
        add(insert, savings, savings.remaining(), false, at);
      }
      insert.executeBatch();
    }
  }

  private static void add(
      PreparedStatement insert, FleetSavings savings, Total total, boolean realised, Instant at)
      throws SQLException {
    insert.setString(1, savings.service().orElse(null));
    insert.setString(2, savings.hardwareClass().orElse(null));
    insert.setBoolean(3, realised);
    range(insert, 4, total.lossAvoided());
    range(insert, 7, total.growthAdded());
    range(insert, 10, total.footprint());
    insert.setInt(13, total.hosts());
    insert.setDouble(14, total.memoryBytes());
    range(insert, 15, total.hostsFreed());
    priced(insert, 18, total.money());
    priced(insert, 22, total.watts());
    priced(insert, 26, total.carbon());
    insert.setDouble(30, savings.workerCoverage());
    insert.setDouble(31, savings.tickCoverage());
    insert.setBoolean(32, savings.simulated());
    insert.setObject(33, Query.bound(at));
    insert.addBatch();
  }

  private static void range(PreparedStatement insert, int first, Range range) throws SQLException {
    insert.setDouble(first, range.value());
    insert.setDouble(first + 1, range.low());
    insert.setDouble(first + 2, range.high());
  }

  /** What has no price is null with the reason beside it, never 0. */
  private static void priced(PreparedStatement insert, int first, Priced priced)
      throws SQLException {
    switch (priced) {
      case Priced.Worth worth -> range(insert, first, worth.range());
      case Priced.Unavailable _ -> {
        for (int column = first; column < first + 3; column++) {
          insert.setNull(column, Types.DOUBLE);
        }
      }
    }
    insert.setString(first + 3, priced.basis());
  }
}
