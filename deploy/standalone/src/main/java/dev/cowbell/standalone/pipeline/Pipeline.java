package dev.cowbell.standalone.pipeline;

import dev.cowbell.standalone.children.Artefacts;
import dev.cowbell.standalone.children.Child;
import dev.cowbell.standalone.embedded.DataDirectory;
import dev.cowbell.standalone.embedded.EmbeddedDatabase;
import dev.cowbell.standalone.embedded.EmbeddedKafka;
import dev.cowbell.standalone.embedded.Loopback;
import dev.cowbell.standalone.failure.Failure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * PostgreSQL, Kafka, aggregator, API server and collector, started in this order and stopped in the
 * reverse one.
 */
public final class Pipeline implements AutoCloseable {
  private static final Duration READY_LIMIT = Duration.ofSeconds(90);

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final List<Child> children = new ArrayList<>();
  private final Consumer<String> progress;
  private final int httpPort;

  private Pipeline(Consumer<String> progress, int httpPort) {
    this.progress = progress;
    this.httpPort = httpPort;
  }

  /** Starts all parts; when one fails, stops those that run already. */
  public static Pipeline start(
      DataDirectory data, Artefacts artefacts, PipelineSettings settings, Consumer<String> progress)
      throws InterruptedException {
    var pipeline = new Pipeline(progress, settings.httpPort());
    try {
      pipeline.startAll(data, artefacts, settings);
      return pipeline;
    } catch (InterruptedException | RuntimeException e) {
      pipeline.closeAfter(e);
      throw e;
    }
  }

  /** Where gRPC and the pages are served. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + httpPort);
  }

  /** Fails in one line when a part has ended by itself. */
  public void requireAlive() {
    children.forEach(Child::requireAlive);
  }

  private void startAll(DataDirectory data, Artefacts artefacts, PipelineSettings settings)
      throws InterruptedException {
    progress.accept("PostgreSQL");
    var database =
        EmbeddedDatabase.start(
            data.folder("postgres"), data.folder("programs"), settings.durable());
    running.push(database);
    progress.accept("Kafka");
    var kafka = EmbeddedKafka.start(data.folder("kafka"));
    running.push(kafka);
    var variables = new Variables(settings, database, kafka.bootstrap());
    Path logs = data.folder("logs");
    start("aggregator", artefacts.aggregator(), variables.aggregator(), "/q/health/ready", logs);
    start("server", artefacts.server(), variables.server(), "/q/health/ready", logs);
    start("collector", artefacts.collector(), variables.collector(), "/healthz", logs);
  }

  private void start(
      String name,
      List<String> command,
      Map<String, String> variables,
      String healthPath,
      Path logs)
      throws InterruptedException {
    progress.accept(name);
    var child = Child.start(name, command, variables, logs);
    running.push(child);
    children.add(child);
    child.awaitReady(
        URI.create("http://127.0.0.1:" + variables.get(Variables.HTTP_PORT) + healthPath),
        READY_LIMIT);
  }

  @Override
  public void close() {
    var failure = new Failure("Not every part of the pipeline stopped cleanly");
    closeAfter(failure);
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }

  private void closeAfter(Exception cause) {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        cause.addSuppressed(e);
      }
    }
  }

  /** The environment variables of each child. */
  private record Variables(
      PipelineSettings settings, EmbeddedDatabase database, String kafkaBootstrap) {
    static final String HTTP_PORT = "COWBELL_HTTP_PORT";

    Map<String, String> collector() {
      return Map.of(
          "COWBELL_KAFKA_BOOTSTRAP",
          kafkaBootstrap,
          "COWBELL_INTERVAL",
          settings.interval().toMillis() + "ms",
          "COWBELL_LONGEST_UNREAD",
          settings.longestUnread().toMillis() + "ms",
          "COWBELL_CPU_BUDGET",
          settings.cpuBudgetPercent() + "%",
          "MALLOC_ARENA_MAX",
          "1",
          HTTP_PORT,
          Integer.toString(Loopback.freePort()));
    }

    Map<String, String> aggregator() {
      return Map.of(
          "COWBELL_KAFKA_BOOTSTRAP",
          kafkaBootstrap,
          "COWBELL_DB_URL",
          database.jdbcUrl(),
          "COWBELL_DB_USER",
          database.user(),
          "COWBELL_DB_PASSWORD",
          "postgres",
          "COWBELL_DECISION_INTERVAL",
          settings.decisionInterval().toMillis() + "ms",
          HTTP_PORT,
          Integer.toString(Loopback.freePort()));
    }

    Map<String, String> server() {
      return Map.of(
          "COWBELL_DB_URL",
          database.jdbcUrl(),
          "COWBELL_DB_USER",
          database.user(),
          "COWBELL_DB_PASSWORD",
          "postgres",
          HTTP_PORT,
          Integer.toString(settings.httpPort()));
    }
  }
}
