package dev.cowbell.aggregator.store;

import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.RecommendationKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Rows of {@code recommendation}: each as computed, and as readers see it, with its stage. Written
 * only while {@link PublishLock} is held.
 */
final class RecommendationRows {

  private static final String DELETE = "DELETE FROM recommendation";
  private static final String INSERT =
      """
      INSERT INTO recommendation (service_key, class_key, kind, computed_at, computed, payload)
      SELECT s.service_key, c.class_key, ?, ?, ?, ? FROM service s, hardware_class c WHERE s.name = ? AND c.name = ?
      """;

  private static final String ROLLED_OUT =
      """
      SELECT s.name, c.name, coalesce(r.computed, r.payload), o.advice
      FROM recommendation r
      JOIN rollout o USING (service_key, class_key)
      JOIN service s USING (service_key)
      JOIN hardware_class c USING (class_key)
      WHERE r.kind = ?
      """;
  private static final String STAGE =
      """
      UPDATE recommendation SET payload = ?, computed_at = ?
      WHERE kind = ? AND payload <> ?
        AND service_key = (SELECT service_key FROM service WHERE name = ?)
        AND class_key = (SELECT class_key FROM hardware_class WHERE name = ?)
      """;
  private static final String ADVISED =
      """
      SELECT s.name, c.name, coalesce(r.computed, r.payload)
      FROM recommendation r JOIN service s USING (service_key) JOIN hardware_class c USING (class_key)
      WHERE r.kind = ?
      """;
  private static final int GC_POLICY = RecommendationKind.RECOMMENDATION_KIND_GC_POLICY_VALUE;

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
        insert.setBytes(4, message.toByteArray());
        insert.setString(5, row.about().service());
        insert.setString(6, row.about().hardwareClass());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    stage(connection, at);
  }

  /** Puts the stages of rollouts into what readers see. */
  static void stage(Connection connection, Instant at) throws SQLException {
    var rollouts = RolloutRows.all(connection);
    var rows =
        new Query(ROLLED_OUT, GC_POLICY)
            .read(
                connection,
                row ->
                    StagedAdvice.of(
                        StagedAdvice.parsed(row.getBytes(3)),
                        StagedAdvice.parsed(row.getBytes(4)),
                        Objects.requireNonNull(
                            rollouts.get(new ServiceOnClass(row.getString(1), row.getString(2))))));
    try (PreparedStatement update = connection.prepareStatement(STAGE)) {
      for (Recommendation message : rows) {
        byte[] payload = message.toByteArray();
        update.setBytes(1, payload);
        update.setObject(2, Query.bound(at));
        update.setShort(3, (short) GC_POLICY);
        update.setBytes(4, payload);
        update.setString(5, message.getService());
        update.setString(6, message.getHardwareClass());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  /** Advice on policies that was told from chance. */
  static List<AdvisedPolicy> advised(Connection connection) {
    return new Query(ADVISED, GC_POLICY)
            .read(
                connection,
                row -> {
                  Recommendation message = StagedAdvice.parsed(row.getBytes(3));
                  return new AdvisedPolicy(
                      new ServiceOnClass(row.getString(1), row.getString(2)),
                      message.getPolicy().getControl(),
                      message.getPolicy().getTreatment(),
                      List.copyOf(message.getEvidenceList()));
                })
            .stream()
            .filter(advice -> !advice.treatment().isEmpty())
            .toList();
  }
}
