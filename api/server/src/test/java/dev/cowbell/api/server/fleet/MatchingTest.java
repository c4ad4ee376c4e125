package dev.cowbell.api.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.server.database.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchingTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', true, 7",
    "web, '', service_name = ?, web|7",
    "'', SB, class_name = ?, SB|7",
    "web, SB, service_name = ? AND class_name = ?, web|SB|7"
  })
  void whatIsLeftOpen_isNoCondition(
      String service, String hardwareClass, String condition, String parameters) {
    Query query =
        new Matching(service, hardwareClass)
            .query("SELECT 1 FROM api.savings WHERE MATCHING AND at_age_seconds > ?", 7);

    assertThat(query.sql())
        .isEqualTo("SELECT 1 FROM api.savings WHERE %s AND at_age_seconds > ?", condition);
    assertThat(query.parameters().stream().map(Object::toString).toList())
        .containsExactly(parameters.split("\\|"));
  }

  @Test
  void names_areParametersOnly() {
    Query query = new Matching("' OR true --", "x'; DROP TABLE y; --").query("WHERE MATCHING");

    assertThat(query.sql()).isEqualTo("WHERE service_name = ? AND class_name = ?");
    assertThat(query.parameters()).containsExactly("' OR true --", "x'; DROP TABLE y; --");
  }
}
