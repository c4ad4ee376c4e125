package dev.cowbell.standalone.app;

import dev.cowbell.standalone.failure.Failure;
import dev.cowbell.standalone.simulate.Simulation;
import dev.cowbell.standalone.simulate.SimulationOptions;
import dev.cowbell.standalone.simulate.fleet.FleetSize;
import dev.cowbell.standalone.simulate.scenario.Quantity;
import dev.cowbell.standalone.simulate.scenario.Scenario;
import dev.cowbell.standalone.simulate.scenario.ScenarioFile;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cowbell simulate}: a fleet of hosts that do not exist, for any Kafka. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "Sends the ticks of a fleet of simulated hosts to Kafka (docs/simulate.md)")
final class SimulateCommand implements Callable<Integer> {
  private static final int DEFAULT_HOSTS = 100;

  @Option(names = "--kafka", required = true, description = "Broker, as HOST:PORT")
  String kafka = "";

  @Option(names = "--hosts", description = "Hosts (default: the scenario's, else 100)")
  @Nullable Integer hosts;

  @Option(names = "--workers", description = "Workers of every family (default: the scenario's)")
  @Nullable Integer workers;

  @Option(
      names = "--services",
      description = "Services, one on each host (default: the scenario's)")
  @Nullable Integer services;

  @Option(names = "--classes", description = "Use the scenario's first hardware classes only")
  @Nullable Integer classes;

  @Option(
      names = "--interval",
      defaultValue = "10s",
      description = "Between two ticks of a host (default ${DEFAULT-VALUE})")
  String interval = "10s";

  @Option(
      names = "--duration",
      defaultValue = "1h",
      description = "Simulated time (default ${DEFAULT-VALUE})")
  String duration = "1h";

  @Option(
      names = "--speed",
      defaultValue = "1",
      description =
          "Simulated seconds in a real one; 0 or max: as fast as Kafka takes them (default"
              + " ${DEFAULT-VALUE})")
  String speed = "1";

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The same seed, scenario, start and numbers give the same bytes")
  long seed;

  @Option(
      names = "--scenario",
      defaultValue = "fleet",
      description = "A file, or fleet, instagram or one-in-ten (default ${DEFAULT-VALUE})")
  String scenario = "fleet";

  @Option(names = "--obey", description = "Hosts follow the stages on cowbell.recommendations.v1")
  boolean obey;

  @Option(
      names = "--start",
      description =
          "Simulated begin, such as 2026-01-31T00:00:00Z (default: such that the end is now)")
  @Nullable String start;

  @Option(
      names = "--partitions",
      defaultValue = "4",
      description = "Of cowbell.ticks.v1 where it has to be made (default ${DEFAULT-VALUE})")
  int partitions;

  @Option(names = "--threads", description = "That compute ticks (default: one a core)")
  @Nullable Integer threads;

  @Override
  public Integer call() throws InterruptedException {
    new Simulation(options(Clock.systemUTC()), System.out::println).run();
    return 0;
  }

  SimulationOptions options(Clock clock) {
    Scenario planted = planted();
    Optional<Double> factor = speedFactor();
    long intervalMillis = millis("--interval", interval, 1, 86_400);
    long durationMillis = millis("--duration", duration, 1, 10L * 365 * 86_400);
    var size =
        new FleetSize(
            hosts == null
                ? planted.hosts().orElse(DEFAULT_HOSTS)
                : within("--hosts", hosts, 1, 10_000_000),
            startMillis(clock, durationMillis, factor),
            intervalMillis,
            durationMillis,
            threads == null
                ? Runtime.getRuntime().availableProcessors()
                : within("--threads", threads, 1, 256));
    int ofTopic = within("--partitions", partitions, 1, 10_000);
    return new SimulationOptions(kafka, planted, size, seed, factor, obey, ofTopic);
  }

  private Scenario planted() {
    Scenario planted = ScenarioFile.read(scenario);
    if (classes != null) {
      planted = planted.withClassCount(within("--classes", classes, 1, 1000));
    }
    if (services != null) {
      planted = planted.withServiceCount(within("--services", services, 1, 100_000));
    }
    return workers == null ? planted : planted.withWorkers(within("--workers", workers, 1, 10_000));
  }

  private Optional<Double> speedFactor() {
    if (speed.equals("max")) {
      return Optional.empty();
    }
    try {
      double factor = Double.parseDouble(speed);
      if (factor >= 0 && factor <= 1e9) {
        return factor == 0 ? Optional.empty() : Optional.of(factor);
      }
    } catch (NumberFormatException e) {
      throw refused("--speed", speed, "a number of 0 to 1000000000, or max", e);
    }
    throw refused("--speed", speed, "a number of 0 to 1000000000, or max", null);
  }

  /** Ticks of the future are rejected, so a fast run begins as long ago as it will gain on us. */
  private long startMillis(Clock clock, long durationMillis, Optional<Double> factor) {
    if (start == null) {
      double gained = factor.map(f -> Math.max(0, 1 - 1 / f)).orElse(1.0);
      return clock.millis() - Math.round(durationMillis * gained);
    }
    try {
      return Instant.parse(start).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw refused("--start", start, "a time such as 2026-01-31T00:00:00Z", e);
    }
  }

  private static long millis(String option, String text, double low, double high) {
    return Quantity.seconds(text)
        .filter(seconds -> seconds >= low && seconds <= high)
        .map(seconds -> Math.round(seconds * 1000))
        .orElseThrow(
            () ->
                refused(
                    option,
                    text,
                    "a duration such as 10s, 15min, 4h or 30d, %.0f s to %.0f s"
                        .formatted(low, high),
                    null));
  }

  private static int within(String option, int value, int low, int high) {
    if (value < low || value > high) {
      throw refused(option, Integer.toString(value), "%d to %d".formatted(low, high), null);
    }
    return value;
  }

  private static Failure refused(
      String option, String value, String allowed, @Nullable Throwable cause) {
    String line = "%s %s is not allowed; use %s".formatted(option, value, allowed);
    return cause == null ? new Failure(line) : new Failure(line, cause);
  }
}
