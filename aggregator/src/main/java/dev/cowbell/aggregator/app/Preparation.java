package dev.cowbell.aggregator.app;

import dev.cowbell.aggregator.ingest.Topics;
import dev.cowbell.aggregator.store.ReaderRole;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import org.flywaydb.core.Flyway;

/**
 * The command {@code prepare}: brings the schema up to date and makes the topics that are missing,
 * once, before any instance starts. With COWBELL_PREPARE_AT_START=false instances leave both alone.
 *
 * @param readerRole COWBELL_DB_READER; role that the api signs in with, which the command prepare
 *     gives what it needs; empty leaves that to others | the name of a role
 * @param tickRetention COWBELL_TICK_RETENTION, 24h: how long the tick topic keeps records where it
 *     has to be created | a duration such as 12h or 7d, from 1m to 365d
 */
record Preparation(AggregatorSettings settings, String readerRole, Duration tickRetention) {
  static final String AT_START = "COWBELL_PREPARE_AT_START";
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  static Preparation of(AggregatorSettings settings, Keys keys) {
    return new Preparation(
        settings,
        keys.text("COWBELL_DB_READER", ""),
        keys.duration("COWBELL_TICK_RETENTION", "24h", SHORTEST, LONGEST));
  }

  /**
   * Whether an instance that starts does this by itself.
   *
   * @param keys COWBELL_PREPARE_AT_START, true: whether an instance that starts migrates the schema
   *     and makes missing topics | true or false
   */
  static boolean isWantedAtStart(Keys keys) {
    String value = keys.text(AT_START, "true");
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "%s=%s: expected true or false".formatted(AT_START, value));
    };
  }

  void run(PrintStream out) {
    int migrations =
        Flyway.configure()
            .dataSource(
                settings.databaseUrl(), settings.databaseUser(), settings.databasePassword())
            .locations("classpath:db/migration")
            .load()
            .migrate()
            .migrationsExecuted;
    out.println("schema: " + migrations + " migrations");
    if (!readerRole.isEmpty()) {
      ReaderRole.grant(
          settings.databaseUrl(), settings.databaseUser(), settings.databasePassword(), readerRole);
      out.println("role: " + readerRole + " reads schema api");
    }
    topics();
    out.println("topics: " + settings.tickPartitions() + " partitions where they were missing");
  }

  void topics() {
    Topics.ensure(
        settings.kafkaBootstrap(),
        settings.tickPartitions(),
        settings.topicReplication(),
        Optional.of(tickRetention));
  }
}
