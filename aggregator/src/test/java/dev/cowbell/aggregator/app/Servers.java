package dev.cowbell.aggregator.app;

import dev.cowbell.aggregator.fixture.Broker;
import dev.cowbell.aggregator.fixture.EmbeddedPostgresServer;
import dev.cowbell.aggregator.ingest.Topics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A real broker and a real database for the assembled aggregator. */
public final class Servers implements QuarkusTestResourceLifecycleManager {

  private @Nullable Broker broker;
  private @Nullable EmbeddedPostgresServer server;

  @Override
  public Map<String, String> start() {
    try {
      Broker started = Broker.start();
      broker = started;
      server = EmbeddedPostgresServer.start();
      Topics.ensure(started.bootstrap(), 2, Optional.of((short) 1));
      return Map.of(
          "COWBELL_KAFKA_BOOTSTRAP",
          started.bootstrap(),
          "COWBELL_DB_URL",
          server.newEmptyDatabaseUrl(),
          "COWBELL_DECISION_INTERVAL",
          "1s",
          "COWBELL_ROLLOUT_INTERVAL",
          "1s");
    } catch (Exception e) {
      throw new IllegalStateException("the test's servers did not start", e);
    }
  }

  @Override
  public void stop() {
    try {
      if (broker != null) {
        broker.stop();
      }
      if (server != null) {
        server.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException("the test's servers did not stop", e);
    }
  }
}
