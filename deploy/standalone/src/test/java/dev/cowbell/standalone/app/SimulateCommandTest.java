package dev.cowbell.standalone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.standalone.failure.Failure;
import dev.cowbell.standalone.simulate.SimulationOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SimulateCommandTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @Test
  void options_withoutAny_areAHundredHostsOfTheMixedFleetForAnHourFromNow() {
    SimulationOptions options = options();

    assertThat(options.scenario().name()).isEqualTo("fleet");
    assertThat(options.size().hosts()).isEqualTo(100);
    assertThat(options.size().startMillis()).isEqualTo(NOW.toEpochMilli());
    assertThat(options.size().intervalMillis()).isEqualTo(10_000);
    assertThat(options.size().durationMillis()).isEqualTo(3_600_000);
    assertThat(options.speed()).contains(1.0);
    assertThat(options.obey()).isFalse();
  }

  @Test
  void start_ofARunFasterThanTime_isSuchThatItsEndIsNow() {
    assertThat(start("--speed", "max", "--duration", "2h"))
        .isEqualTo(NOW.minus(Duration.ofHours(2)));
    assertThat(start("--speed", "4", "--duration", "2h"))
        .isEqualTo(NOW.minus(Duration.ofMinutes(90)));
    assertThat(start("--speed", "0.5", "--duration", "2h")).isEqualTo(NOW);
    assertThat(start("--start", "2026-01-31T00:00:00Z"))
        .isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
  }

  @Test
  void numbers_replaceThoseOfTheScenario() {
    SimulationOptions options =
        options("--scenario", "instagram", "--workers", "12", "--services", "3", "--classes", "2");

    assertThat(options.size().hosts()).isEqualTo(640);
    assertThat(options.scenario().classes()).hasSize(2);
    assertThat(options.scenario().services())
        .extracting("name")
        .containsExactly("django", "django-2", "django-3");
    assertThat(options.scenario().services()).extracting("workers").containsOnly(12);
  }

  @Test
  void values_thatAreNotAllowed_areRefusedWithWhatIs() {
    refused(
        "--speed fast is not allowed; use a number of 0 to 1000000000, or max", "--speed", "fast");
    refused(
        "--speed NaN is not allowed; use a number of 0 to 1000000000, or max", "--speed", "NaN");
    refused("--hosts 0 is not allowed; use 1 to 10000000", "--hosts", "0");
    refused(
        "--interval 10 is not allowed; use a duration such as 10s, 15min, 4h or 30d, 1 s to 86400"
            + " s",
        "--interval",
        "10");
    refused(
        "--start yesterday is not allowed; use a time such as 2026-01-31T00:00:00Z",
        "--start",
        "yesterday");
    refused("--classes 13 is not allowed; scenario fleet has 12", "--classes", "13");
  }

  private static Instant start(String... arguments) {
    return Instant.ofEpochMilli(options(arguments).size().startMillis());
  }

  private static void refused(String message, String... arguments) {
    assertThatThrownBy(() -> options(arguments)).isInstanceOf(Failure.class).hasMessage(message);
  }

  private static SimulationOptions options(String... arguments) {
    var command = new SimulateCommand();
    String[] all = new String[arguments.length + 2];
    all[0] = "--kafka";
    all[1] = "127.0.0.1:9092";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    new CommandLine(command).parseArgs(all);
    return command.options(Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
