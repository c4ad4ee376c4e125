package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.guardrail.Judgement;
import dev.cowbell.aggregator.guardrail.Rail;
import dev.cowbell.aggregator.guardrail.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Rows of {@code stage_decision}: added to, never changed. */
final class StageDecisionRows {

  private static final String INSERT =
      """
      INSERT INTO stage_decision (decided_at, treatment_arm, before_stage, after_stage, because, treated_hosts, hosts,
        reloads, clean_reloads, unjudged, evidence, operator, request_id, service_key, class_key)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, s.service_key, c.class_key
      FROM service s, hardware_class c WHERE s.name = ? AND c.name = ?
      """;

  private StageDecisionRows() {}

  static void add(Connection connection, StageDecision decision) throws SQLException {
    Step step = decision.step();
    Judgement judgement = step.judgement();
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, Query.bound(decision.at()));
      insert.setString(2, decision.treatment());
      insert.setString(3, step.before().name());
      insert.setString(4, step.after().name());
      insert.setObject(5, step.because().toArray(String[]::new));
      insert.setInt(6, step.treatedHosts().size());
      insert.setInt(7, decision.hosts());
      insert.setInt(8, judgement.reloads());
      insert.setInt(9, judgement.cleanReloads());
      insert.setObject(
          10, judgement.unjudged().stream().map(Rail::figure).sorted().toArray(String[]::new));
      insert.setObject(11, decision.evidence().toArray(String[]::new));
      insert.setString(12, decision.asked().map(asked -> asked.asked().operator()).orElse(null));
      insert.setObject(13, decision.asked().map(StageRequest::id).orElse(null));
      insert.setString(14, decision.about().service());
      insert.setString(15, decision.about().hardwareClass());
      insert.executeUpdate();
    }
  }
}
