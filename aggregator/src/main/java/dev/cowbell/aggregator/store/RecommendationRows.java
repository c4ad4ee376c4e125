package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Rows of {@code recommendation}. */
final class RecommendationRows {

  private static final String DELETE = "DELETE FROM recommendation";
  private static final String INSERT =
      """
      INSERT INTO recommendation (service_key, class_key, kind, computed_at, payload)
      SELECT s.service_key, c.class_key, ?, ?, ? FROM service s, hardware_class c WHERE s.name = ? AND c.name = ?
      """;

  private RecommendationRows() {}

  static void replace(
      Connection connection, List<Decisions.OfRecommendation> recommendations, Instant at)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE);
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      delete.executeUpdate();
      for (Decisions.OfRecommendation row : recommendations) {
        var message = RecommendationMessage.of(row, at);
        insert.setShort(1, (short) message.getKindValue());
        insert.setObject(2, Query.bound(at));
        insert.setBytes(3, message.toByteArray());
        insert.setString(4, row.about().service());
        insert.setString(5, row.about().hardwareClass());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
