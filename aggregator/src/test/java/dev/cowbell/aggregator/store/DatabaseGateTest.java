package dev.cowbell.aggregator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.aggregator.fixture.Database;
import dev.cowbell.aggregator.fixture.EmbeddedPostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseGateTest {

  private static final Duration NO_PATIENCE = Duration.ZERO;

  private final EmbeddedPostgresServer server = EmbeddedPostgresServer.start();

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void theProgramsSchemaVersion_isThatOfItsLastMigration() throws IOException {
    try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
      assertThat(
              files
                  .filter(file -> String.valueOf(file.getFileName()).startsWith("V"))
                  .mapToInt(DatabaseGateTest::version)
                  .max())
          .hasValue(DatabaseGate.PROGRAM_SCHEMA_VERSION);
    }
  }

  @Test
  void aUsableDatabase_isLetThrough() throws SQLException {
    Database database = server.newDatabase();
    assertThatCode(() -> gate(database.url()).await(NO_PATIENCE)).doesNotThrowAnyException();
  }

  @Test
  void aNewerSchema_isNotTouched() throws SQLException {
    Database database = server.newDatabase();
    database.execute(
        "INSERT INTO flyway_schema_history SELECT installed_rank + 100, '99', description, type,"
            + " 'V99__later.sql', checksum, installed_by, installed_on, execution_time, success"
            + " FROM flyway_schema_history LIMIT 1");
    assertThatThrownBy(() -> gate(database.url()).await(NO_PATIENCE))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(
            "has schema version 99, this program knows " + DatabaseGate.PROGRAM_SCHEMA_VERSION)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aHalfMigratedDatabase_isNotTouched() throws SQLException {
    Database database = server.newDatabase();
    database.execute(
        "UPDATE flyway_schema_history SET success = false WHERE installed_rank = (SELECT"
            + " max(installed_rank) FROM flyway_schema_history WHERE version IS NOT NULL)");
    assertUnusable(database.url(), "stands in the middle of migration");
  }

  @Test
  void tablesWithoutTheirHistory_areNotTouched() throws SQLException {
    Database database = server.newDatabase();
    database.execute("DROP TABLE flyway_schema_history");
    assertUnusable(database.url(), "not flyway_schema_history");
  }

  @Test
  void aRoleThatMayNotMigrate_isTold_unlessThereIsNothingToMigrate() throws SQLException {
    Database database = server.newDatabase();
    database.execute("CREATE ROLE reader LOGIN");
    database.execute("GRANT SELECT ON flyway_schema_history TO reader");
    String url = database.url().replace("user=postgres", "user=reader");
    assertThatCode(() -> gate(url).await(NO_PATIENCE)).doesNotThrowAnyException();
    database.execute(
        "DELETE FROM flyway_schema_history WHERE version = '"
            + DatabaseGate.PROGRAM_SCHEMA_VERSION
            + "'");
    assertUnusable(url, "may not create tables");
  }

  @Test
  void aMissingDatabase_isNamed_withoutWaiting() throws SQLException {
    String url = server.newDatabase().url().replaceFirst("cowbell_\\d+", "nowhere");
    assertThatThrownBy(() -> gate(url).await(Duration.ofMinutes(5)))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("\"nowhere\" does not exist")
        .hasMessageContaining("COWBELL_DB_URL")
        .hasMessageNotContaining("user=");
  }

  @Test
  void aRefusedLogin_isNamed_withoutWaiting() throws SQLException {
    String url = server.newDatabase().url().replace("user=postgres", "user=nobody_knows");
    assertThatThrownBy(() -> gate(url).await(Duration.ofMinutes(5)))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("refuses the login")
        .hasMessageContaining("COWBELL_DB_USER");
  }

  @Test
  void noServer_isNamed_afterTheWait() {
    assertThatThrownBy(() -> gate("jdbc:postgresql://127.0.0.1:1/cowbell").await(NO_PATIENCE))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("no database at jdbc:postgresql://127.0.0.1:1/cowbell");
  }

  private static void assertUnusable(String url, String why) {
    assertThatThrownBy(() -> gate(url).await(NO_PATIENCE))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }

  private static DatabaseGate gate(String url) {
    return new DatabaseGate(url, "", "");
  }

  private static int version(Path migration) {
    String name = String.valueOf(migration.getFileName());
    return Integer.parseInt(name.substring(1, name.indexOf("__")));
  }
}
