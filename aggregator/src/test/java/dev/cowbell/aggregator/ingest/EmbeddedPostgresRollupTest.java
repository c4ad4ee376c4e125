package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.fixture.Database;
import dev.cowbell.aggregator.fixture.EmbeddedPostgresServer;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** Roll-ups on plain PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedPostgresRollupTest implements RollupKit {

  private final EmbeddedPostgresServer server = EmbeddedPostgresServer.start();

  @AfterAll
  void stop() {
    server.close();
  }

  @Override
  public Database database() throws SQLException {
    return server.newDatabase();
  }
}
