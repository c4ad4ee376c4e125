package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.experiment.AgeStandard;
import dev.cowbell.aggregator.experiment.HostPair;
import dev.cowbell.aggregator.experiment.PairPlan;
import dev.cowbell.aggregator.experiment.PlanUptake;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows of {@code experiment} and {@code experiment_pair}. */
final class ExperimentRows {

  private static final String PROPOSE =
      """
      WITH proposed AS (
        INSERT INTO experiment (service_key, class_key, seed, proposed_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (service_key, class_key) DO NOTHING RETURNING experiment_key
      )
      INSERT INTO experiment_pair (experiment_key, pair_number, control_host, treatment_host)
      SELECT experiment_key, n, control_host, treatment_host
      FROM proposed, unnest(?::text[], ?::text[]) WITH ORDINALITY AS p (control_host, treatment_host, n)
      """;

  private static final String UPDATE =
      """
      UPDATE experiment SET assigned_day = ?, control_arm = ?, treatment_arm = ?, control_policy = ?, treatment_policy = ?,
        standard_ages = ?, standard_weights = ?
      WHERE experiment_key = ?
      """;

  private ExperimentRows() {}

  /** One row of {@link DaySql#EXPERIMENT}. */
  static StoredExperiment read(ResultSet row, String hardwareClass) throws SQLException {
    String[] controls = (String[]) row.getArray(11).getArray();
    String[] treatments = (String[]) row.getArray(12).getArray();
    List<HostPair> pairs = new ArrayList<>();
    for (int i = 0; i < controls.length; i++) {
      pairs.add(new HostPair(controls[i], treatments[i]));
    }
    long assigned = row.getLong(4);
    return new StoredExperiment(
        row.getInt(1),
        new PairPlan(hardwareClass, row.getLong(2), pairs, List.of()),
        row.getLong(3),
        row.getString(5) == null
            ? Optional.empty()
            : Optional.of(new PlanUptake(assigned, row.getString(5), row.getString(6))),
        Optional.ofNullable(row.getString(7)),
        Optional.ofNullable(row.getString(8)),
        standard(row.getArray(9), row.getArray(10)));
  }

  private static Optional<AgeStandard> standard(@Nullable Array ages, @Nullable Array weights)
      throws SQLException {
    if (ages == null || weights == null) {
      return Optional.empty();
    }
    Number[] buckets = (Number[]) ages.getArray();
    Double[] shares = (Double[]) weights.getArray();
    Map<Integer, Double> standard = new TreeMap<>();
    for (int i = 0; i < buckets.length; i++) {
      standard.put(buckets[i].intValue(), shares[i]);
    }
    return Optional.of(new AgeStandard(standard));
  }

  static void propose(Connection connection, List<DayEvidence.Proposed> plans, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(PROPOSE)) {
      for (DayEvidence.Proposed proposed : plans) {
        List<HostPair> pairs = proposed.plan().pairs();
        insert.setInt(1, proposed.about().serviceKey());
        insert.setInt(2, proposed.about().classKey());
        insert.setLong(3, proposed.plan().seed());
        insert.setObject(4, Query.bound(now));
        insert.setArray(
            5,
            connection.createArrayOf("text", pairs.stream().map(HostPair::controlHost).toArray()));
        insert.setArray(
            6,
            connection.createArrayOf(
                "text", pairs.stream().map(HostPair::treatmentHost).toArray()));
        insert.executeUpdate();
      }
    }
  }

  static void update(Connection connection, List<StoredExperiment> experiments)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      for (StoredExperiment one : experiments) {
        update.setObject(1, one.uptake().map(PlanUptake::day).orElse(null));
        update.setString(2, one.uptake().map(PlanUptake::controlArm).orElse(null));
        update.setString(3, one.uptake().map(PlanUptake::treatmentArm).orElse(null));
        update.setString(4, one.controlPolicy().orElse(null));
        update.setString(5, one.treatmentPolicy().orElse(null));
        Map<Integer, Double> standard =
            one.standard().map(AgeStandard::weights).map(TreeMap::new).orElseGet(TreeMap::new);
        boolean agreed = one.standard().isPresent();
        update.setArray(
            6, agreed ? connection.createArrayOf("int2", standard.keySet().toArray()) : null);
        update.setArray(
            7, agreed ? connection.createArrayOf("float8", standard.values().toArray()) : null);
        update.setInt(8, one.key());
        update.addBatch();
      }
      update.executeBatch();
    }
  }
}
