package dev.cowbell.bench.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.standalone.simulate.scenario.ScenarioFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillTest {

  /** Ticks through Kafka into the aggregator, its advice through Kafka back to the hosts. */
  @Test
  void generationThatCannotTakeTheChange_isHeld_andTheOtherReachesTheFleet()
      throws IOException, InterruptedException, SQLException, URISyntaxException {
    String scenario =
        Path.of(Objects.requireNonNull(DrillTest.class.getResource("/small-rollout.yaml")).toURI())
            .toString();
    Outcome outcome =
        new Drill(
                ScenarioFile.read(scenario),
                40,
                Duration.ofMinutes(10),
                7,
                Duration.ofSeconds(2),
                10_000,
                Duration.ofMinutes(10),
                System.out::println)
            .run(
                now ->
                    Optional.ofNullable(now.generations().get("Haswell-EP"))
                        .filter(haswell -> haswell.stage().equals("FLEET"))
                        .filter(haswell -> haswell.following() > 15)
                        .isPresent());

    var sandyBridge = Objects.requireNonNull(outcome.generations().get("Sandy Bridge-EP"));
    assertThat(sandyBridge.stage()).isEqualTo("HELD");
    assertThat(sandyBridge.stoppedAt()).isEqualTo("CANARY");
    assertThat(sandyBridge.moves().getLast().treatedHosts()).isEqualTo(2);
    assertThat(sandyBridge.moves().getLast().because())
        .allMatch(why -> why.contains("restart time in seconds 60"));
    // Pilots, who ran it before any advice, and the canary.
    assertThat(sandyBridge.everTreated()).isBetween(6L, 9L);
    var haswell = Objects.requireNonNull(outcome.generations().get("Haswell-EP"));
    assertThat(haswell.stage()).isEqualTo("FLEET");
    assertThat(haswell.moves())
        .extracting(Outcome.Move::after)
        .containsExactly("CANARY", "CANARY", "EXPAND", "FLEET");
    assertThat(haswell.everTreated()).isGreaterThan(15);
  }
}
