package dev.cowbell.bench.rollout;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cowbell.api.contract.v1.Recommendation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a rollout stands.
 *
 * @param at time of the newest tick
 * @param generations by name of the generation
 */
public record Outcome(Instant at, SortedMap<String, OfGeneration> generations) {
  private static final String ADVICE =
      """
      SELECT c.generation, r.payload FROM api.recommendation r JOIN api.hardware_class c ON c.name = r.class_name
      WHERE r.kind = 1 ORDER BY 1
      """;
  private static final String MOVES =
      """
      SELECT before_stage, after_stage, treated_hosts, because FROM api.stage_decision
      WHERE generation = ? ORDER BY decision_id
      """;

  /** Every arm that a host of a generation ever ran. */
  private static final String TOUCHED =
      """
      SELECT count(DISTINCT f.host_key) FROM family_tick f
      JOIN arm a USING (arm_key) JOIN hardware_class c ON c.class_key = f.class_key
      WHERE c.generation = ? AND a.name = ?
      """;

  /** By the last tick of each host. */
  private static final String FOLLOWING =
      """
      SELECT count(*) FROM rollout_host r
      JOIN arm a USING (arm_key) JOIN hardware_class c ON c.class_key = r.class_key
      WHERE c.generation = ? AND a.name = ?
      """;

  private static final String NEWEST = "SELECT max(last_tick_at) FROM api.host";
  private static final String HOSTS =
      """
      SELECT count(*) FROM host JOIN hardware_class USING (class_key) WHERE generation = ?
      """;

  /**
   * One generation.
   *
   * @param advice as readers see it
   * @param moves its stages so far, the earliest first
   * @param following hosts that run the arm advised now
   * @param hosts hosts there are; once the drill is over
   * @param everTreated hosts that ever ran the arm advised, pilots among them; once the drill is
   *     over
   */
  public record OfGeneration(
      Recommendation advice, List<Move> moves, long following, long hosts, long everTreated) {
    /** Its stage, such as FLEET. */
    public String stage() {
      return advice.getStage().name().substring("STAGE_".length());
    }

    /** The stage at which it was stopped, empty where it was not. */
    public String stoppedAt() {
      return moves.isEmpty() || !isStopped() ? "" : moves.getLast().before();
    }

    /** Whether it is held or taken back. */
    public boolean isStopped() {
      return stage().equals("HELD") || stage().equals("ROLLED_BACK");
    }

    /** Share of its hosts that ever ran the arm advised. */
    public double touchedShare() {
      return (double) everTreated / hosts;
    }
  }

  /** A move of a stage. */
  public record Move(String before, String after, int treatedHosts, List<String> because) {}

  static Outcome read(Connection connection) throws SQLException {
    SortedMap<String, OfGeneration> generations = new TreeMap<>();
    try (PreparedStatement select = connection.prepareStatement(ADVICE);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        String generation = row.getString(1);
        Recommendation advice = advice(row.getBytes(2));
        long following =
            number(connection, FOLLOWING, generation, advice.getPolicy().getTreatment());
        generations.put(
            generation, new OfGeneration(advice, moves(connection, generation), following, 0, 0));
      }
    }
    return new Outcome(newest(connection), generations);
  }

  /** The same with the hosts that were touched. */
  Outcome measured(Connection connection) throws SQLException {
    SortedMap<String, OfGeneration> measured = new TreeMap<>();
    for (Map.Entry<String, OfGeneration> one : generations.entrySet()) {
      OfGeneration generation = one.getValue();
      String arm = generation.advice.getPolicy().getTreatment();
      measured.put(
          one.getKey(),
          new OfGeneration(
              generation.advice,
              generation.moves,
              generation.following,
              number(connection, HOSTS, one.getKey()),
              number(connection, TOUCHED, one.getKey(), arm)));
    }
    return new Outcome(at, measured);
  }

  /** For people. */
  public String line() {
    return generations.entrySet().stream()
        .map(
            one ->
                "%s %s %d of %d"
                    .formatted(
                        one.getKey(),
                        one.getValue().stage(),
                        one.getValue().advice.getRollout().getTreatedHosts(),
                        one.getValue().advice.getRollout().getHosts()))
        .collect(Collectors.joining("; "));
  }

  private static List<Move> moves(Connection connection, String generation) throws SQLException {
    List<Move> moves = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(MOVES)) {
      select.setString(1, generation);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          moves.add(
              new Move(
                  row.getString(1),
                  row.getString(2),
                  row.getInt(3),
                  List.of((String[]) row.getArray(4).getArray())));
        }
      }
    }
    return moves;
  }

  private static Instant newest(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(NEWEST);
        ResultSet row = select.executeQuery()) {
      row.next();
      OffsetDateTime newest = row.getObject(1, OffsetDateTime.class);
      return newest == null ? Instant.EPOCH : newest.toInstant();
    }
  }

  private static long number(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        select.setString(i + 1, parameters[i]);
      }
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static Recommendation advice(byte[] payload) {
    try {
      return Recommendation.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("what the aggregator stored is no recommendation", e);
    }
  }
}
