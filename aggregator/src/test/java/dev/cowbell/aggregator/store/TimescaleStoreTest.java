package dev.cowbell.aggregator.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.aggregator.fixture.Database;
import dev.cowbell.aggregator.fixture.TimescaleServer;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Both kits on TimescaleDB. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimescaleStoreTest implements TickStoreKit, DecisionStoreKit, DayStoreKit {

  private @Nullable TimescaleServer server;

  @BeforeAll
  void start() {
    var home = TimescaleServer.home();
    Assumptions.assumeTrue(
        home.isPresent(),
        "COWBELL_TIMESCALEDB_HOME is not set: build TimescaleDB with .ci/timescaledb DIR and set it"
            + " to DIR");
    server = TimescaleServer.start(home.orElseThrow());
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  public Database database() throws SQLException {
    return Objects.requireNonNull(server, "not started").newDatabase();
  }

  @Test
  void rawRows_areHypertables() throws SQLException {
    assertThat(database().number("SELECT count(*) FROM timescaledb_information.hypertables"))
        .isEqualTo(12);
  }
}
