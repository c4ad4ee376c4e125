package dev.cowbell.collector.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.collector.kubernetes.ApiServer;
import dev.cowbell.collector.kubernetes.NameLabels;
import dev.cowbell.collector.spool.SpoolLimits;
import dev.cowbell.settings.ConfigException;
import dev.cowbell.settings.kafka.KafkaSecurity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectorConfigTest {
  private static final String BROKER = "COWBELL_KAFKA_BOOTSTRAP";

  @Test
  void from_nothingButABroker_hasTheseDefaults() throws ConfigException {
    assertThat(CollectorConfig.from(Map.of(BROKER, "kafka:9092")))
        .isEqualTo(
            new CollectorConfig(
                "kafka:9092",
                Duration.ofSeconds(10),
                0.005,
                Duration.ofSeconds(800),
                4_194_304,
                Path.of("/proc"),
                Path.of("/sys"),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                "127.0.0.1",
                9464,
                Optional.empty(),
                new DeliveryConfig(Optional.empty(), SpoolLimits.DEFAULT, KafkaSecurity.NONE)));
  }

  @Test
  void from_aNodeName_asksTheApiServerThatPodsAreGiven() throws ConfigException {
    assertThat(
            CollectorConfig.from(Map.of(BROKER, "kafka:9092", "COWBELL_KUBERNETES_NODE", "node-1"))
                .kubernetes())
        .contains(
            new ApiServer(
                URI.create("https://kubernetes.default.svc"),
                "node-1",
                Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token"),
                Path.of("/var/run/secrets/kubernetes.io/serviceaccount/ca.crt"),
                new NameLabels("cowbell.dev/service", "cowbell.dev/arm")));
  }

  @Test
  void from_allSettings_takesThem() throws ConfigException {
    CollectorConfig config =
        CollectorConfig.from(
            Map.of(
                BROKER,
                "a:1,[::1]:2",
                "COWBELL_INTERVAL",
                "500ms",
                "COWBELL_CPU_BUDGET",
                "10%",
                "COWBELL_LONGEST_UNREAD",
                "30s",
                "COWBELL_MIN_FAMILY_BYTES",
                "64KiB",
                "COWBELL_HOST_ID",
                "web-1",
                "COWBELL_HOST_LABELS",
                "region=eu, cowbell.dev/simulated=true",
                "COWBELL_HTTP_PORT",
                "0"));

    assertThat(config.interval()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.cpuBudgetShare()).isEqualTo(0.1);
    assertThat(config.longestUnread()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.minFamilyBytes()).isEqualTo(65536);
    assertThat(config.hostId()).contains("web-1");
    assertThat(config.hostLabels())
        .containsOnly(Map.entry("region", "eu"), Map.entry("cowbell.dev/simulated", "true"));
  }

  @ParameterizedTest
  @CsvSource({
    "COWBELL_KAFKA_BOOTSTRAP, kafka",
    "COWBELL_KAFKA_BOOTSTRAP, 'a:9092,,b:9092'",
    "COWBELL_INTERVAL, 10",
    "COWBELL_INTERVAL, 0s",
    "COWBELL_CPU_BUDGET, 0%",
    "COWBELL_CPU_BUDGET, 0.5",
    "COWBELL_CPU_BUDGET, 101%",
    "COWBELL_MIN_FAMILY_BYTES, 1MB",
    "COWBELL_HOST_ID, 'a b'",
    "COWBELL_HOST_LABELS, region",
    "COWBELL_HTTP_PORT, 65536",
    "COWBELL_HOSTNAME, 'a b'",
    "COWBELL_KUBERNETES_API, kubernetes",
    "COWBELL_SPOOL_BYTES, 1KiB",
    "COWBELL_KAFKA_SECURITY_PROTOCOL, TLS",
  })
  void from_aWrongValue_namesKeyAndValueAndWhatIsAllowed(String key, String value) {
    Map<String, String> environment = new java.util.HashMap<>(Map.of(BROKER, "kafka:9092"));
    environment.put(key, value);

    assertThatThrownBy(() -> CollectorConfig.from(environment))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(key + " is \"")
        .hasMessageContaining("it has to be");
  }

  @Test
  void from_severalFaults_tellsAllAtOnce() {
    assertThatThrownBy(
            () -> CollectorConfig.from(Map.of("COWBELL_INTERVAL", "x", "COWBELL_HTTP_PORT", "y")))
        .hasMessageContaining("COWBELL_INTERVAL")
        .hasMessageContaining("COWBELL_HTTP_PORT")
        .hasMessageContaining("COWBELL_KAFKA_BOOTSTRAP is not set");
  }
}
