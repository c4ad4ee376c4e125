package dev.cowbell.aggregator.app;

import dev.cowbell.aggregator.ingest.SecuredClient;
import dev.cowbell.aggregator.store.DatabaseGate;
import dev.cowbell.aggregator.store.StoreUnavailableException;
import dev.cowbell.settings.ConfigException;
import dev.cowbell.settings.Settings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.flywaydb.core.api.FlywayException;

/**
 * Starts the aggregator. What it cannot start without is looked for first, so that a failure is one
 * line and not a stack trace.
 */
@QuarkusMain
public final class AggregatorMain {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private AggregatorMain() {}

  /** Exits 0 when asked to end or done with its command, 1 when it cannot start. */
  public static void main(String... args) {
    try {
      Map<String, String> set =
          Settings.ofProcess(AggregatorMain.class, List.of("COWBELL_DB_PASSWORD"));
      Keys keys = new Keys(name -> Optional.ofNullable(set.get(name)));
      SecuredClient.check();
      if (args.length > 0) {
        new Commands(keys, System.out).run(List.of(args));
        return;
      }
      var settings = AggregatorSettings.from(keys);
      keys.integer("COWBELL_HTTP_PORT", "8081", 0, 65_535); // or the framework would say it worse
      new DatabaseGate(settings.databaseUrl(), settings.databaseUser(), settings.databasePassword())
          .await(PATIENCE);
      if (Preparation.isWantedAtStart(keys)) {
        new TopicGate(Preparation.of(settings, keys)).await(PATIENCE);
      } else {
        // An instance before its schema is there would write into the wrong one.
        System.setProperty("quarkus.flyway.validate-at-start", "true");
      }
    } catch (ConfigException
        | IllegalArgumentException
        | StoreUnavailableException
        | FlywayException
        | KafkaException e) {
      System.err.println("cowbell-aggregator: " + e.getMessage());
      System.exit(1);
    }
    Quarkus.run(args);
  }
}
