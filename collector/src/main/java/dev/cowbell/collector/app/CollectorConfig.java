package dev.cowbell.collector.app;

import dev.cowbell.collector.kubernetes.ApiServer;
import dev.cowbell.settings.ConfigException;
import dev.cowbell.settings.Setting;
import dev.cowbell.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a collector runs. What each setting is called, means and may be stands in
 * docs/configuration.md, which is written from here.
 *
 * @param kafkaBootstrap host:port,host:port; empty where no broker is needed
 * @param interval between two ticks
 * @param cpuBudgetShare of one core, for full readings
 * @param longestUnread after so long a process is read in full even if nothing moved in it
 * @param minFamilyBytes anonymous memory of a master worth measuring
 * @param procRoot usually /proc
 * @param sysRoot usually /sys
 * @param hostId else derived from the machine id
 * @param hostname else the kernel's
 * @param hostLabels for every page and query
 * @param httpHost where health and metrics are listened for
 * @param httpPort 0 for any free one
 * @param kubernetes where names of pods come from; absent outside Kubernetes
 * @param delivery how ticks get to Kafka
 */
record CollectorConfig(
    String kafkaBootstrap,
    Duration interval,
    double cpuBudgetShare,
    Duration longestUnread,
    long minFamilyBytes,
    Path procRoot,
    Path sysRoot,
    Optional<String> hostId,
    Optional<String> hostname,
    Map<String, String> hostLabels,
    String httpHost,
    int httpPort,
    Optional<ApiServer> kubernetes,
    DeliveryConfig delivery) {
  private static final String BROKERS =
      "addresses of Kafka brokers such as kafka-1:9092,kafka-2:9092";
  private static final Pattern BROKER_LIST =
      Pattern.compile(
          "ADDRESS(,ADDRESS)*"
              .replace("ADDRESS", "\\s*(?:[^:,\\s\\[\\]]+|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}\\s*"));
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9._]{0,119}");
  private static final String NAME = "letters, digits, points, hyphens, underscores; at most 120";

  /** The configuration in these environment variables. */
  static CollectorConfig from(Map<String, String> environment) throws ConfigException {
    return checked(environment, true);
  }

  /** The same for one tick on standard output, which needs no broker. */
  static CollectorConfig withoutBroker(Map<String, String> environment) throws ConfigException {
    return checked(environment, false);
  }

  /** All settings of the collector, for the reference. */
  static List<Setting> reference() {
    return Settings.askedBy(settings -> read(settings, true));
  }

  private static CollectorConfig checked(Map<String, String> environment, boolean needsBroker)
      throws ConfigException {
    Settings settings = Settings.of(environment);
    CollectorConfig config = read(settings, needsBroker);
    settings.refuseUnknownKeys();
    settings.throwIfFaulty();
    return config;
  }

  private static CollectorConfig read(Settings settings, boolean needsBroker) {
    String bootstrap = bootstrap(settings, needsBroker);
    return new CollectorConfig(
        bootstrap,
        settings.duration(
            "COWBELL_INTERVAL",
            "between two ticks",
            "10s",
            Duration.ofMillis(100),
            Duration.ofHours(1)),
        settings.percent(
            "COWBELL_CPU_BUDGET",
            "what the collector may cost, of one core; half of it is kept for detailed readings",
            "0.5%"),
        settings.duration(
            "COWBELL_LONGEST_UNREAD",
            "how long a process in which nothing moves may go without a detailed reading; never"
                + " more than 80 intervals",
            "800s",
            Duration.ofSeconds(1),
            Duration.ofHours(1)),
        // Above what an interactive shell holds.
        settings.bytes(
            "COWBELL_MIN_FAMILY_BYTES",
            "anonymous memory from which on a master is worth measuring",
            "4MiB",
            0),
        folder(settings, "COWBELL_PROC_ROOT", "the host's procfs", "/proc"),
        folder(settings, "COWBELL_SYS_ROOT", "the host's sysfs", "/sys"),
        settings.text(
            "COWBELL_HOST_ID", "the host's identity; else a hash of its machine id", NAME, ID),
        settings.text("COWBELL_HOSTNAME", "the host's name; else the kernel's", NAME, ID),
        settings.labels("COWBELL_HOST_LABELS", "labels of this host in every page and query"),
        settings.text(
            "COWBELL_HTTP_HOST",
            "where health and metrics are listened for",
            "an address of this host",
            "127.0.0.1"),
        settings.port("COWBELL_HTTP_PORT", "port of health and metrics", "9464"),
        KubernetesConfig.from(settings),
        DeliveryConfig.from(settings));
  }

  private static String bootstrap(Settings settings, boolean isNeeded) {
    String key = "COWBELL_KAFKA_BOOTSTRAP";
    String purpose = "where Kafka is";
    return isNeeded
        ? settings.required(key, purpose, BROKERS, BROKER_LIST)
        : settings.text(key, purpose, BROKERS, BROKER_LIST).orElse("");
  }

  private static Path folder(Settings settings, String key, String purpose, String fallback) {
    return Path.of(settings.text(key, purpose, "a folder", fallback));
  }
}
