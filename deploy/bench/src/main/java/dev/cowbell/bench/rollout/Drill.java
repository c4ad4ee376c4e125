package dev.cowbell.bench.rollout;

import dev.cowbell.bench.database.DatabaseServer;
import dev.cowbell.standalone.children.Artefacts;
import dev.cowbell.standalone.children.Child;
import dev.cowbell.standalone.embedded.EmbeddedKafka;
import dev.cowbell.standalone.embedded.Loopback;
import dev.cowbell.standalone.simulate.Simulation;
import dev.cowbell.standalone.simulate.SimulationOptions;
import dev.cowbell.standalone.simulate.fleet.FleetSize;
import dev.cowbell.standalone.simulate.scenario.Scenario;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One rollout of a scenario whose hosts obey, from the first tick until {@code over} says so or the
 * simulated time is up.
 *
 * @param scenario the fleet
 * @param hosts how many
 * @param interval between ticks away from reloads
 * @param days at most, simulated; the fleet begins at a midnight so long ago
 * @param decisions between two computations of savings, real
 * @param speed simulated seconds in a real one, where the aggregator keeps up
 * @param limit in real time
 * @param out takes lines for people
 */
public record Drill(
    Scenario scenario,
    int hosts,
    Duration interval,
    int days,
    Duration decisions,
    double speed,
    Duration limit,
    Consumer<String> out) {
  private static final Duration READY_LIMIT = Duration.ofSeconds(90);
  private static final long LOOK_MILLIS = 500;
  private static final int PARTITIONS = 4;
  private static final String DATABASE = "drill";

  /** Runs it and returns where it ended. */
  public Outcome run(Predicate<Outcome> over)
      throws IOException, InterruptedException, SQLException {
    Path folder = Files.createTempDirectory("cowbell-drill");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (DatabaseServer server = DatabaseServer.start(folder);
        var kafka = EmbeddedKafka.start(Files.createDirectory(folder.resolve("kafka")))) {
      server.create(DATABASE);
      int port = Loopback.freePort();
      try (var aggregator =
          Child.start(
              "aggregator",
              Artefacts.ofCheckout().deployedAggregator(),
              variables(server, kafka.bootstrap(), port),
              folder)) {
        aggregator.awaitReady(
            URI.create("http://127.0.0.1:%d/q/health/ready".formatted(port)), READY_LIMIT);
        return played(server, kafka.bootstrap(), aggregator, over);
      }
    } finally {
      remove(folder);
    }
  }

  private Outcome played(
      DatabaseServer server, String bootstrap, Child aggregator, Predicate<Outcome> over)
      throws InterruptedException, SQLException {
    ExecutorService threads =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    try (Connection connection = DriverManager.getConnection(server.url(DATABASE))) {
      Future<?> simulation =
          threads.submit(
              () -> {
                SimulationOptions options = options(bootstrap);
                try (var aggregators = new AggregatorPace(server.url(DATABASE), options.size())) {
                  new Simulation(options, out).run(aggregators);
                }
                return null;
              });
      return watched(simulation, connection, aggregator, over);
    } finally {
      threads.shutdownNow();
      if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        out.accept("the simulation did not stop within a minute");
      }
    }
  }

  private Outcome watched(
      Future<?> simulation, Connection connection, Child aggregator, Predicate<Outcome> over)
      throws InterruptedException, SQLException {
    long deadline = System.nanoTime() + limit.toNanos();
    String told = "";
    while (true) {
      aggregator.requireAlive();
      Outcome now = Outcome.read(connection);
      if (!now.line().equals(told)) {
        told = now.line();
        out.accept(told);
      }
      if (over.test(now) || simulation.isDone() || System.nanoTime() > deadline) {
        now.generations()
            .forEach((name, one) -> out.accept(name + ": " + one.advice().getSummary()));
        return now.measured(connection);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private SimulationOptions options(String bootstrap) {
    Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(days - 1L, ChronoUnit.DAYS);
    Duration lasts = Duration.between(start, Instant.now());
    return new SimulationOptions(
        bootstrap,
        scenario,
        new FleetSize(
            hosts,
            start.toEpochMilli(),
            interval.toMillis(),
            lasts.toMillis(),
            Runtime.getRuntime().availableProcessors()),
        1,
        Optional.of(speed),
        true,
        PARTITIONS);
  }

  private Map<String, String> variables(DatabaseServer server, String bootstrap, int port) {
    return Map.of(
        "COWBELL_KAFKA_BOOTSTRAP",
        bootstrap,
        "COWBELL_DB_URL",
        server.url(DATABASE),
        "COWBELL_DECISION_INTERVAL",
        "5s",
        "COWBELL_ROLLOUT_INTERVAL",
        "1s",
        "COWBELL_HTTP_PORT",
        Integer.toString(port));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
