package dev.cowbell.aggregator.app;

import dev.cowbell.aggregator.store.RawReadings;
import dev.cowbell.aggregator.store.TableGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says, validated.
 *
 * @param kafkaBootstrap COWBELL_KAFKA_BOOTSTRAP, required: where Kafka is | addresses of Kafka
 *     brokers such as kafka-1:9092,kafka-2:9092
 * @param databaseUrl COWBELL_DB_URL, required: where the database is | a URL such as
 *     jdbc:postgresql://host:5432/cowbell
 * @param databaseUser COWBELL_DB_USER; who signs in; empty leaves it to the URL | a name
 * @param databasePassword COWBELL_DB_PASSWORD; its password; empty leaves it to the URL | a secret;
 *     better in a file
 * @param decisionInterval COWBELL_DECISION_INTERVAL, 60s: between two computations of savings and
 *     advice | a duration such as 60s or 5m, from 1s to 3650d
 * @param rolloutInterval COWBELL_ROLLOUT_INTERVAL, 10s: between two looks of guardrails at rollouts
 *     | a duration such as 10s or 5m, from 1s to 3650d
 * @param rawReadings COWBELL_RAW_READINGS, on: off keeps readings of workers in roll-ups only | on
 *     or off
 * @param rawRetention COWBELL_RAW_RETENTION, 7d: ticks older than this are rejected | a duration
 *     such as 12h or 7d, from 1h to 3650d
 * @param minuteRetention COWBELL_MINUTE_RETENTION, 30d: roll-ups by minute older than this are
 *     dropped | a duration such as 12h or 7d, from 1h to 3650d
 * @param rollupRetention COWBELL_ROLLUP_RETENTION, 1825d: roll-ups by hour and day and host-days
 *     older than this are dropped | a duration such as 12h or 7d, from 1h to 3650d
 * @param maintenanceInterval COWBELL_MAINTENANCE_INTERVAL, 5m: between compactions | a duration
 *     such as 60s or 5m, from 1s to 3650d
 * @param tickPartitions COWBELL_TICK_PARTITIONS, 4: partitions of the tick topic where it has to be
 *     created | a number from 1 to 10000
 * @param topicReplication COWBELL_TOPIC_REPLICATION; copies of each partition; empty for the
 *     broker's default | a number from 1 to 9
 * @param coefficientsFile COWBELL_COEFFICIENTS_FILE; prices and coefficients with their sources;
 *     empty leaves money, watts and carbon unavailable | a file that can be read
 */
public record AggregatorSettings(
    String kafkaBootstrap,
    String databaseUrl,
    String databaseUser,
    String databasePassword,
    Duration decisionInterval,
    Duration rolloutInterval,
    RawReadings rawReadings,
    Duration rawRetention,
    Duration minuteRetention,
    Duration rollupRetention,
    Duration maintenanceInterval,
    int tickPartitions,
    Optional<Short> topicReplication,
    Optional<Path> coefficientsFile) {

  private static final Duration SHORTEST_DECISIONS = Duration.ofSeconds(1);
  private static final Duration SHORTEST_RETENTION = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(3650);

  /**
   * Reads and validates; an {@link IllegalArgumentException} names key, value and what is allowed.
   */
  static AggregatorSettings from(Keys keys) {
    return new AggregatorSettings(
        keys.required("COWBELL_KAFKA_BOOTSTRAP", "host:port[,host:port]"),
        databaseUrl(keys),
        keys.text("COWBELL_DB_USER", ""),
        keys.text("COWBELL_DB_PASSWORD", ""),
        keys.duration("COWBELL_DECISION_INTERVAL", "60s", SHORTEST_DECISIONS, LONGEST),
        keys.duration("COWBELL_ROLLOUT_INTERVAL", "10s", SHORTEST_DECISIONS, LONGEST),
        keys.onOff("COWBELL_RAW_READINGS", "on") ? RawReadings.KEPT : RawReadings.ROLLED_UP_ONLY,
        keys.duration("COWBELL_RAW_RETENTION", "7d", SHORTEST_RETENTION, LONGEST),
        keys.duration("COWBELL_MINUTE_RETENTION", "30d", SHORTEST_RETENTION, LONGEST),
        keys.duration("COWBELL_ROLLUP_RETENTION", "1825d", SHORTEST_RETENTION, LONGEST),
        keys.duration("COWBELL_MAINTENANCE_INTERVAL", "5m", SHORTEST_DECISIONS, LONGEST),
        keys.integer("COWBELL_TICK_PARTITIONS", "4", 1, 10_000),
        replication(keys),
        Optional.of(keys.text("COWBELL_COEFFICIENTS_FILE", ""))
            .filter(name -> !name.isEmpty())
            .map(Path::of));
  }

  /** How long rows are kept. */
  Map<TableGroup, Duration> kept() {
    return Map.of(
        TableGroup.RAW, rawRetention,
        TableGroup.MINUTE, minuteRetention,
        TableGroup.ROLLUP, rollupRetention);
  }

  static String databaseUrl(Keys keys) {
    String form = "jdbc:postgresql://host:port/database";
    String url = keys.required("COWBELL_DB_URL", form);
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "COWBELL_DB_URL: %s is expected, this begins otherwise".formatted(form));
    }
    return url;
  }

  private static Optional<Short> replication(Keys keys) {
    int copies = keys.integer("COWBELL_TOPIC_REPLICATION", "-1", -1, 9);
    return copies < 1 ? Optional.empty() : Optional.of((short) copies);
  }
}
