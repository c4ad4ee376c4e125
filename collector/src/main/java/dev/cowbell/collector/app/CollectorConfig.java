package dev.cowbell.collector.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a collector runs.
 *
 * @param kafkaBootstrap COWBELL_KAFKA_BOOTSTRAP, host:port,host:port; required
 * @param interval COWBELL_INTERVAL, between two ticks: 10s
 * @param cpuBudgetShare COWBELL_CPU_BUDGET, of one core, for full readings: 0.5%
 * @param minFamilyBytes COWBELL_MIN_FAMILY_BYTES, anonymous memory of a master worth measuring:
 *     4MiB, above what an interactive shell holds
 * @param procRoot COWBELL_PROC_ROOT: /proc
 * @param sysRoot COWBELL_SYS_ROOT: /sys
 * @param hostId COWBELL_HOST_ID: else derived from the machine id
 * @param hostLabels COWBELL_HOST_LABELS, key=value,key=value
 * @param httpPort COWBELL_HTTP_PORT, on loopback: 9464
 * @param delivery how ticks get to Kafka
 */
record CollectorConfig(
    String kafkaBootstrap,
    Duration interval,
    double cpuBudgetShare,
    long minFamilyBytes,
    Path procRoot,
    Path sysRoot,
    Optional<String> hostId,
    Map<String, String> hostLabels,
    int httpPort,
    DeliveryConfig delivery) {
  private static final String BOOTSTRAP = "COWBELL_KAFKA_BOOTSTRAP";
  private static final String HOST_ID = "COWBELL_HOST_ID";
  private static final Pattern ADDRESS =
      Pattern.compile("(?:[^:,\\s\\[\\]]+|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9._]{0,119}");

  /** The configuration in these environment variables. */
  static CollectorConfig from(Map<String, String> environment) throws ConfigException {
    Settings settings = new Settings(environment);
    CollectorConfig config = read(environment, settings);
    checkBootstrap(settings);
    settings.throwIfFaulty();
    return config;
  }

  /** The same for one tick on standard output, which needs no broker. */
  static CollectorConfig withoutBroker(Map<String, String> environment) throws ConfigException {
    Settings settings = new Settings(environment);
    CollectorConfig config = read(environment, settings);
    settings.throwIfFaulty();
    return config;
  }

  private static CollectorConfig read(Map<String, String> environment, Settings settings) {
    Optional<String> hostId = settings.text(HOST_ID);
    hostId
        .filter(id -> !ID.matcher(id).matches())
        .ifPresent(
            id ->
                settings.fault(
                    HOST_ID, id, "letters, digits, points, hyphens, underscores; at most 120"));
    return new CollectorConfig(
        settings.text(BOOTSTRAP).orElse(""),
        settings.duration("COWBELL_INTERVAL", "10s", Duration.ofMillis(100), Duration.ofHours(1)),
        settings.percent("COWBELL_CPU_BUDGET", "0.5%"),
        settings.bytes("COWBELL_MIN_FAMILY_BYTES", "4MiB"),
        Path.of(settings.text("COWBELL_PROC_ROOT").orElse("/proc")),
        Path.of(settings.text("COWBELL_SYS_ROOT").orElse("/sys")),
        hostId,
        settings.labels("COWBELL_HOST_LABELS"),
        settings.port("COWBELL_HTTP_PORT", "9464"),
        DeliveryConfig.from(environment, settings));
  }

  private static void checkBootstrap(Settings settings) {
    Optional<String> bootstrap = settings.text(BOOTSTRAP);
    if (bootstrap.isEmpty()) {
      settings.missing(BOOTSTRAP, "addresses of Kafka brokers such as kafka-1:9092,kafka-2:9092");
      return;
    }
    for (String address : bootstrap.get().split(",", -1)) {
      if (!ADDRESS.matcher(address.strip()).matches()) {
        settings.fault(
            BOOTSTRAP, address, "addresses of Kafka brokers such as kafka-1:9092,kafka-2:9092");
      }
    }
  }
}
