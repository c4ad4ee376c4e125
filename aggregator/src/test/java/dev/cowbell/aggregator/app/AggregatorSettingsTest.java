package dev.cowbell.aggregator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.aggregator.store.RawReadings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregatorSettingsTest {

  private static final String URL = "jdbc:postgresql://db/cowbell";

  @Test
  void defaults_areThese() {
    assertThat(settings(Map.of()))
        .isEqualTo(
            new AggregatorSettings(
                "kafka:9092",
                URL,
                "",
                "",
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                RawReadings.KEPT,
                Duration.ofDays(7),
                Duration.ofDays(30),
                Duration.ofDays(1825),
                Duration.ofMinutes(5),
                4,
                Optional.empty(),
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "COWBELL_KAFKA_BOOTSTRAP, '', 'COWBELL_KAFKA_BOOTSTRAP is not set: expected"
        + " host:port[,host:port]'",
    "COWBELL_DB_URL, '', 'COWBELL_DB_URL is not set: expected"
        + " jdbc:postgresql://host:port/database'",
    "COWBELL_DB_URL, 'mysql://x', 'COWBELL_DB_URL: jdbc:postgresql://host:port/database is"
        + " expected, this begins otherwise'",
    "COWBELL_DECISION_INTERVAL, 'soon', 'COWBELL_DECISION_INTERVAL=soon: expected a duration such"
        + " as 500ms, 10s, 2m, 1h or 7d'",
    "COWBELL_DECISION_INTERVAL, '10ms', 'COWBELL_DECISION_INTERVAL=10ms: expected between 1 s and"
        + " 3650 d'",
    "COWBELL_TICK_PARTITIONS, '0', 'COWBELL_TICK_PARTITIONS=0: expected a number from 1 to 10000'",
  })
  void anError_namesKeyValueAndWhatIsAllowed(String key, String value, String message) {
    assertThatThrownBy(() -> settings(Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static AggregatorSettings settings(Map<String, String> changes) {
    Map<String, String> all =
        new HashMap<>(Map.of("COWBELL_KAFKA_BOOTSTRAP", "kafka:9092", "COWBELL_DB_URL", URL));
    all.putAll(changes);
    return AggregatorSettings.from(new Keys(key -> Optional.ofNullable(all.get(key))));
  }
}
