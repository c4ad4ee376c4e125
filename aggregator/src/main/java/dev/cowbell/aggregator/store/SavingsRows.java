package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.savings.Estimate;
import dev.cowbell.aggregator.savings.Savings;
import dev.cowbell.aggregator.savings.WholeDays;
import dev.cowbell.api.contract.v1.Assignment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows of {@code savings}. */
final class SavingsRows {

  private static final String DELETE = "DELETE FROM savings";
  private static final String INSERT =
      """
      INSERT INTO savings (service_key, class_key, control_arm_key, treatment_arm_key, at_age_seconds,
        loss_avoided_bytes_per_worker, loss_avoided_low, loss_avoided_high,
        growth_added_bytes_per_worker, growth_added_low, growth_added_high, interval_basis,
        control_hosts, treatment_hosts, control_workers, treatment_workers, worker_coverage, tick_coverage,
        assignment, simulated, computed_at,
        footprint_avoided, footprint_avoided_low, footprint_avoided_high, own_loss_avoided, own_loss_avoided_low, own_loss_avoided_high,
        own_growth_added, own_growth_added_low, own_growth_added_high,
        own_footprint_avoided, own_footprint_avoided_low, own_footprint_avoided_high, departures)
      SELECT s.service_key, c.class_key, ca.arm_key, ta.arm_key, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        ?::float8, ?::float8, ?::float8, ?::float8, ?::float8, ?::float8, ?::float8, ?::float8, ?::float8, ?::float8, ?::float8, ?::float8, ?
      FROM service s, hardware_class c, arm ca, arm ta
      WHERE s.name = ? AND c.name = ? AND ca.name = ? AND ta.name = ?
      """;

  private SavingsRows() {}

  static void replace(Connection connection, List<Decisions.OfSavings> savings, Instant at)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE);
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      delete.executeUpdate();
      for (Decisions.OfSavings row : savings) {
        bind(insert, row, at);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void bind(PreparedStatement insert, Decisions.OfSavings row, Instant at)
      throws SQLException {
    Savings savings = row.savings();
    insert.setDouble(1, savings.arms().atAgeSeconds());
    bind(insert, 2, savings.lossAvoided());
    bind(insert, 5, savings.growthAdded());
    insert.setString(8, savings.basis().text());
    insert.setInt(9, savings.control().hosts());
    insert.setInt(10, savings.treatment().hosts());
    insert.setInt(11, savings.control().workers());
    insert.setInt(12, savings.treatment().workers());
    insert.setDouble(13, savings.coverage().ratio());
    insert.setDouble(14, row.tickCoverage());
    insert.setShort(15, (short) assignment(savings).getNumber());
    insert.setBoolean(16, savings.simulated());
    insert.setObject(17, Query.bound(at));
    wholeDays(insert, savings.days());
    insert.setString(31, row.about().service());
    insert.setString(32, row.about().hardwareClass());
    insert.setString(33, savings.arms().control());
    insert.setString(34, savings.arms().treatment());
  }

  private static Assignment assignment(Savings savings) {
    return savings
        .days()
        .map(
            days ->
                switch (days.design()) {
                  case PAIRED -> Assignment.ASSIGNMENT_PAIRED;
                  case BEFORE_AFTER -> Assignment.ASSIGNMENT_BEFORE_AFTER;
                  case OBSERVATIONAL -> Assignment.ASSIGNMENT_OBSERVATIONAL;
                })
        .orElse(Assignment.ASSIGNMENT_OBSERVATIONAL);
  }

  private static void wholeDays(PreparedStatement insert, Optional<WholeDays> days)
      throws SQLException {
    if (days.isEmpty()) {
      for (int column = 18; column <= 29; column++) {
        insert.setNull(column, Types.DOUBLE);
      }
      insert.setNull(30, Types.VARCHAR);
      return;
    }
    WholeDays of = days.get();
    bind(insert, 18, of.footprintAvoided());
    bind(insert, 21, of.ownLossAvoided());
    bind(insert, 24, of.ownGrowthAdded());
    bind(insert, 27, of.ownFootprintAvoided());
    insert.setString(
        30,
        of.departures().stream()
            .map(left -> left.hostId() + ' ' + left.reason())
            .collect(Collectors.joining(", ")));
  }

  private static void bind(PreparedStatement insert, int first, Estimate estimate)
      throws SQLException {
    insert.setDouble(first, estimate.bytesPerWorker());
    insert.setDouble(first + 1, estimate.low());
    insert.setDouble(first + 2, estimate.high());
  }
}
