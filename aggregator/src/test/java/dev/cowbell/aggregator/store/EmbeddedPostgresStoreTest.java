package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.fixture.Database;
import dev.cowbell.aggregator.fixture.EmbeddedPostgresServer;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** Both kits on plain PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedPostgresStoreTest implements TickStoreKit, DecisionStoreKit, DayStoreKit {

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
