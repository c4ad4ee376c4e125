package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.guardrail.IpcChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows of {@code rollout}. */
final class RolloutRows {

  private static final String SELECT =
      """
      SELECT s.name AS service, c.name AS class, r.*
      FROM rollout r JOIN service s USING (service_key) JOIN hardware_class c USING (class_key)
      """;

  /** The advice of a rollout is the last that told its treatment from chance. */
  private static final String UPSERT =
      """
      INSERT INTO rollout (control_arm, treatment_arm, because, treated_hosts, treated_host_ids, hosts, moved_at, %s, service_key, class_key, advice)
      SELECT ?, ?, ?, ?, ?, ?, ?, %s, s.service_key, c.class_key, coalesce(r.computed, r.payload, '')
      FROM service s CROSS JOIN hardware_class c
      LEFT JOIN recommendation r ON r.service_key = s.service_key AND r.class_key = c.class_key AND r.kind = 1
      WHERE s.name = ? AND c.name = ?
      ON CONFLICT (service_key, class_key) DO UPDATE SET %s
      """
          .formatted(
              StageColumns.NAMES,
              Stream.generate(() -> "?")
                  .limit(StageColumns.COUNT)
                  .collect(Collectors.joining(", ")),
              Stream.of(
                      "control_arm, treatment_arm, because, treated_hosts, treated_host_ids, hosts,"
                          + " moved_at, "
                          + StageColumns.NAMES)
                  .flatMap(names -> Stream.of(names.split(",")))
                  .map(String::strip)
                  .map(name -> name + " = excluded." + name)
                  .collect(Collectors.joining(", ")));

  private static final String KEEP_ADVICE =
      """
      UPDATE rollout o SET advice = r.computed
      FROM recommendation r
      WHERE r.service_key = o.service_key AND r.class_key = o.class_key AND r.kind = 1 AND r.computed <> o.advice
        AND o.service_key = (SELECT service_key FROM service WHERE name = ?)
        AND o.class_key = (SELECT class_key FROM hardware_class WHERE name = ?)
      """;

  private static final String IPC =
      """
      SELECT ipc_low, ipc_high, ipc_looked_at > ?::timestamptz FROM rollout
      WHERE service_key = (SELECT service_key FROM service WHERE name = ?)
        AND class_key = (SELECT class_key FROM hardware_class WHERE name = ?)
      """;
  private static final String KEEP_IPC =
      """
      UPDATE rollout SET ipc_low = ?, ipc_high = ?, ipc_looked_at = ?
      WHERE service_key = (SELECT service_key FROM service WHERE name = ?)
        AND class_key = (SELECT class_key FROM hardware_class WHERE name = ?)
      """;
  private static final Duration IPC_LASTS = Duration.ofHours(6);

  private RolloutRows() {}

  /** The change of instructions per cycle, looked at anew every six hours by the time of ticks. */
  static Optional<IpcChange> ipc(Connection connection, StoredRollout rollout, Instant now)
      throws SQLException {
    ServiceOnClass about = rollout.about();
    List<Optional<IpcChange>> standing = new ArrayList<>();
    new Query(IPC, now.minus(IPC_LASTS), about.service(), about.hardwareClass())
        .read(connection, row -> !row.getBoolean(3) || standing.add(ipc(row)));
    if (!standing.isEmpty()) {
      return standing.getFirst();
    }
    Optional<IpcChange> found =
        new StoredIpc(connection).between(about, rollout.control(), rollout.treatment(), now);
    try (PreparedStatement keep = connection.prepareStatement(KEEP_IPC)) {
      keep.setObject(1, found.map(IpcChange::low).orElse(null));
      keep.setObject(2, found.map(IpcChange::high).orElse(null));
      keep.setObject(3, Query.bound(now));
      keep.setString(4, about.service());
      keep.setString(5, about.hardwareClass());
      keep.executeUpdate();
    }
    return found;
  }

  private static Optional<IpcChange> ipc(ResultSet row) throws SQLException {
    double low = row.getDouble(1);
    return row.wasNull() ? Optional.empty() : Optional.of(new IpcChange(low, row.getDouble(2)));
  }

  static Map<ServiceOnClass, StoredRollout> all(Connection connection) {
    Map<ServiceOnClass, StoredRollout> all = new LinkedHashMap<>();
    new Query(SELECT + "ORDER BY s.name, c.name")
        .read(connection, RolloutRows::rollout)
        .forEach(rollout -> all.put(rollout.about(), rollout));
    return all;
  }

  static void save(Connection connection, StoredRollout rollout) throws SQLException {
    try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
      upsert.setString(1, rollout.control());
      upsert.setString(2, rollout.treatment());
      upsert.setArray(3, connection.createArrayOf("text", rollout.because().toArray()));
      upsert.setInt(4, rollout.treatedHosts());
      upsert.setArray(5, connection.createArrayOf("text", rollout.treatedHostIds().toArray()));
      upsert.setInt(6, rollout.hosts());
      upsert.setObject(7, Query.bound(rollout.movedAt()));
      StageColumns.bind(upsert, 8, rollout.stage());
      upsert.setString(8 + StageColumns.COUNT, rollout.about().service());
      upsert.setString(9 + StageColumns.COUNT, rollout.about().hardwareClass());
      upsert.executeUpdate();
    }
  }

  /** Keeps the present advice as what the rollout rests on. */
  static void keepAdvice(Connection connection, ServiceOnClass about) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(KEEP_ADVICE)) {
      update.setString(1, about.service());
      update.setString(2, about.hardwareClass());
      update.executeUpdate();
    }
  }

  private static StoredRollout rollout(ResultSet row) throws SQLException {
    return new StoredRollout(
        new ServiceOnClass(row.getString("service"), row.getString("class")),
        row.getString("control_arm"),
        row.getString("treatment_arm"),
        StageColumns.read(row),
        List.of((String[]) row.getArray("because").getArray()),
        row.getInt("treated_hosts"),
        List.of((String[]) row.getArray("treated_host_ids").getArray()),
        row.getInt("hosts"),
        row.getObject("moved_at", OffsetDateTime.class).toInstant());
  }
}
