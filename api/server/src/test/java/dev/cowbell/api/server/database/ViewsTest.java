package dev.cowbell.api.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ViewsTest {
  @Test
  void missingSchema_saysWhoCreatesIt() {
    assertThat(Views.away(new SQLException("no schema api", "3F000")))
        .hasMessageContaining("aggregator");
    assertThat(Views.away(new SQLException("no view", "42P01"))).hasMessageContaining("aggregator");
  }

  @Test
  void roleThatMayNot_saysWhatItNeeds() {
    assertThat(Views.away(new SQLException("permission denied", "42501")))
        .hasMessageContaining("INSERT on api.stage_request");
  }

  @Test
  void anythingElse_saysWhatToCheck_andKeepsItsWordsForTheLog() {
    DatabaseAway away = Views.away(new SQLException("secret host refused", "08001"));

    assertThat(away).hasMessageContaining("COWBELL_DB_URL");
    assertThat(away.getMessage()).doesNotContain("secret");
    assertThat(away).hasRootCauseMessage("secret host refused");
  }
}
