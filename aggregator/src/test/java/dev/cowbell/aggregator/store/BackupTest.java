package dev.cowbell.aggregator.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.aggregator.fixture.Database;
import dev.cowbell.aggregator.fixture.EmbeddedPostgresServer;
import dev.cowbell.aggregator.fixture.Ticks;
import dev.cowbell.aggregator.fixture.TimescaleServer;
import dev.cowbell.aggregator.hardware.HardwareClass;
import dev.cowbell.aggregator.rollup.PartialRollups;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump and its restore on TimescaleDB, by the commands that docs/operations.md gives. */
class BackupTest {
  private static final String TOPIC = "cowbell.ticks.v1";
  private static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");

  @TempDir Path folder;

  @Test
  void restored_hasTheSameRowsAndSchema_andIngestGoesOnWhereItStood() throws Exception {
    Path home =
        TimescaleServer.home()
            .orElseGet(
                () ->
                    Assumptions.abort(
                        "COWBELL_TIMESCALEDB_HOME is not set: build TimescaleDB with"
                            + " .ci/timescaledb DIR and set it to DIR"));
    try (TimescaleServer server = TimescaleServer.start(home)) {
      Database live = server.newDatabase();
      TickStore store = new PostgresTickStore(live.dataSource());
      store.open(TOPIC, Set.of(0));
      for (int day = 0; day < 3; day++) {
        store.commit(batch(day, NOW.plusSeconds(day * 86_400L)));
      }
      live.execute("CREATE ROLE cowbell_reader LOGIN");
      ReaderRole.grant(live.url(), "", "", "cowbell_reader");
      assertReadsSchemaApiOnly(live);
      Map<String, Long> rows = rows(live);
      assertThat(rows).containsEntry("public.host_tick", 3L);

      Path dump = folder.resolve("cowbell.dump");
      run(home, "pg_dump", "-Fc", "-f", dump.toString(), "-d", forTools(live.url()));
      Database restored = new Database(server.newEmptyDatabaseUrl());
      restored.execute("CREATE EXTENSION timescaledb");
      restored.execute("SELECT timescaledb_pre_restore()");
      run(home, "pg_restore", "-d", forTools(restored.url()), dump.toString());
      restored.execute("SELECT timescaledb_post_restore()");

      assertThat(rows(restored)).isEqualTo(rows);
      String hypertables = "SELECT count(*) FROM timescaledb_information.hypertables";
      assertThat(restored.number(hypertables)).isEqualTo(live.number(hypertables)).isPositive();
      assertReadsSchemaApiOnly(restored);
      Flyway flyway = Flyway.configure().dataSource(restored.dataSource()).load();
      flyway.validate();
      assertThat(flyway.migrate().migrationsExecuted).isZero();

      TickStore after = new PostgresTickStore(restored.dataSource());
      assertThat(after.open(TOPIC, Set.of(0)).get(0))
          .isEqualTo(store.open(TOPIC, Set.of(0)).get(0));
      assertThatThrownBy(() -> after.commit(batch(2, NOW))) // is in the backup already
          .isInstanceOf(StaleOffsetException.class);
      after.commit(batch(3, NOW.plusSeconds(3 * 86_400L)));
      assertThat(restored.number("SELECT count(*) FROM host_tick")).isEqualTo(4);
    }
  }

  @Test
  void reader_thatIsNone_isNamedWithItsSetting() throws Exception {
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start()) {
      Database database = server.newDatabase();
      assertThatThrownBy(() -> ReaderRole.grant(database.url(), "", "", "no-such role"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("COWBELL_DB_READER=no-such role: expected a role");
    }
  }

  private static void assertReadsSchemaApiOnly(Database database) throws SQLException {
    Database asReader =
        new Database(database.url().replace("user=postgres", "user=cowbell_reader"));
    assertThat(asReader.number("SELECT count(*) FROM api.host")).isEqualTo(1);
    assertThatThrownBy(() -> asReader.number("SELECT count(*) FROM host_tick"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> asReader.execute("DELETE FROM api.stage_request"))
        .hasMessageContaining("permission denied");
    asReader.execute(
        "INSERT INTO api.stage_request (request_id, service_name, class_name, kind, action, reason,"
            + " operator, asked_from) VALUES (gen_random_uuid(), 's', 'c', 1, 1, 'r', 'o', 'h')");
    database.execute("DELETE FROM api.stage_request");
    database.execute("CREATE VIEW api.of_a_later_version AS SELECT 1 AS one");
    assertThat(asReader.number("SELECT one FROM api.of_a_later_version")).isEqualTo(1);
    database.execute("DROP VIEW api.of_a_later_version");
  }

  private static TickBatch batch(long offset, Instant at) {
    AcceptedTick tick =
        new AcceptedTick(
            Ticks.tick("h1", offset + 1, at).build(),
            UUID.fromString(Ticks.BOOT_ID),
            at,
            HardwareClass.of("Sandy Bridge-EP", 32, 31L << 30),
            false);
    return new TickBatch(
        TOPIC,
        List.of(
            new PartitionBatch(
                0,
                offset,
                offset + 1,
                new PartitionCounts(1, 0, 0),
                List.of(tick),
                new PartialRollups())));
  }

  /** Of each table that is not TimescaleDB's own. */
  private static Map<String, Long> rows(Database database) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet found =
          statement.executeQuery(
              "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname IN ('public',"
                  + " 'api')")) {
        while (found.next()) {
          tables.add(found.getString(1));
        }
      }
      for (String table : tables) {
        rows.put(table, database.number("SELECT count(*) FROM " + table));
      }
    }
    return rows;
  }

  private static String forTools(String jdbcUrl) {
    return jdbcUrl.replaceFirst("^jdbc:", "");
  }

  /** A program of the unpacked PostgreSQL, with its own loader and libraries as for the others. */
  private static void run(Path home, String program, String... arguments)
      throws IOException, InterruptedException {
    Path bin = home.resolve("bin").toRealPath();
    Path root = home.resolve("root");
    List<String> command = new ArrayList<>();
    command.add(root.resolve("usr/lib64/ld-linux-x86-64.so.2").toString());
    command.addAll(List.of("--library-path", root.resolve("usr/lib/x86_64-linux-gnu").toString()));
    command.addAll(List.of("--argv0", bin.resolve(program).toString()));
    command.add(bin.resolveSibling("realbin").resolve(program).toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("%s: %s", program, said).isZero();
  }
}
