package dev.cowbell.api.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What pages show of decisions: all of it where the schema holds them, and what is missing where it
 * does not yet, since a server may be newer than the schema for a while.
 */
@QuarkusTest
@WithTestResource(TestDatabase.class)
class DecisionPagesTest {
  private static final String ADVICE =
      "/recommendations/demo%7CIce%20Lake-SP%20%2F%204%20cores%20%2F%2016%20GiB%7CGC_POLICY";

  @TestHTTPResource URI server = URI.create("http://injected.invalid");
  @Inject DataSource database;
  boolean ledger;

  @BeforeEach
  void look() throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      ledger = TestFleet.hasLedger(statement);
    }
  }

  @Test
  void recommendation_tellsEveryMoveOfItsStage_andTheReloadsItRestsOn() throws Exception {
    assertThat(page(ADVICE))
        .contains("canary → held", "Restart time was 62 s on host-a", "asked for by ops")
        .contains("Not judged: IPC: no counters", "workers back after 62 s", "819 MiB");
  }

  @Test
  void experiment_showsWhatTheFleetPays_theAssignment_andWhatCameTrue() throws Exception {
    String page = page("/experiments/demo?arm=frozen");

    if (ledger) {
      assertThat(page)
          .contains("What the fleet pays", "+63.4 MiB", "+62.4 MiB", "host-z ran both arms")
          .contains("1 pair of hosts", "hosts do not follow it yet", "host-c")
          .contains("frozen instead of default", "+62.9 MiB", "+57.2 MiB", "4 workers");
    } else {
      assertThat(page).contains("No prediction yet").doesNotContain("What the fleet pays");
    }
  }

  @Test
  void fleet_showsTotals_andWhyOneIsMissing() throws Exception {
    String page = page("/");

    if (ledger) {
      assertThat(page)
          .contains("Savings in all", "761 MiB", "EUR 2", "EUR a month: price list of March")
          .contains("not known", "no memory-power for Ice Lake-SP");
    } else {
      assertThat(page).doesNotContain("Savings in all");
    }
  }

  @Test
  void service_saysHowMuchTimeGoesIntoTheCollector() throws Exception {
    String page = page("/services/demo");

    if (ledger) {
      assertThat(page).contains("2.64 %", "2.11 % to 3.17 %", "0.78 %", "10,000 looks");
    } else {
      assertThat(page).contains("Not measured here yet");
    }
  }

  private String page(String path) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client
          .send(HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofString(UTF_8))
          .body();
    }
  }
}
