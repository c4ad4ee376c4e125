package dev.cowbell.api.server.app;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** An embedded PostgreSQL with the aggregator's schema and the test fleet in it. */
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {
  private @Nullable EmbeddedPostgres postgres;

  @Override
  public Map<String, String> start() {
    try {
      EmbeddedPostgres started = EmbeddedPostgres.builder().start();
      postgres = started;
      Flyway.configure()
          .dataSource(started.getPostgresDatabase())
          .locations("filesystem:../../aggregator/src/main/resources/db/migration")
          .load()
          .migrate();
      TestFleet.fill(started.getPostgresDatabase());
      return Map.of(
          "quarkus.datasource.jdbc.url",
          started.getJdbcUrl("postgres", "postgres"),
          "quarkus.datasource.username",
          "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException("no embedded PostgreSQL", e);
    } catch (SQLException e) {
      throw new IllegalStateException("the test fleet does not fit the schema", e);
    }
  }

  @Override
  public void stop() {
    if (postgres == null) {
      return;
    }
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException("embedded PostgreSQL did not stop", e);
    }
  }
}
