package dev.cowbell.images;

import dev.cowbell.standalone.children.Child;
import dev.cowbell.standalone.embedded.EmbeddedDatabase;
import dev.cowbell.standalone.embedded.EmbeddedKafka;
import dev.cowbell.standalone.embedded.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Writes the class caches of all programs (JEP 483, 514, 515): they run together for some seconds,
 * against a real broker and a real database, and what they loaded is kept.
 *
 * @param work folder for the database, the broker, logs and records
 */
record Training(List<Stage> stages, Path work) {
  private static final Duration READY_LIMIT = Duration.ofMinutes(2);

  /** What was loaded is written when the program ends, which takes its time on a busy machine. */
  private static final Duration RECORD_LIMIT = Duration.ofMinutes(2);

  private static final Duration RUN = Duration.ofSeconds(8);

  void run() throws IOException, InterruptedException {
    Stage.deleteAll(work);
    Files.createDirectories(work);
    recordClasses();
    for (Stage stage : stages) {
      Command.run(
          command(
              stage,
              List.of(
                  "-XX:AOTMode=create",
                  "-XX:AOTConfiguration=" + configuration(stage),
                  "-XX:AOTCache=" + stage.cache())));
      Files.setLastModifiedTime(stage.cache(), FileTime.from(Stage.AGE));
    }
  }

  private void recordClasses() throws IOException, InterruptedException {
    Deque<AutoCloseable> running = new ArrayDeque<>();
    try {
      EmbeddedDatabase database =
          EmbeddedDatabase.start(folder("postgres"), folder("programs"), false);
      running.push(database);
      EmbeddedKafka kafka = EmbeddedKafka.start(folder("kafka"));
      running.push(kafka);
      // The aggregator first: it makes the schema and the topics.
      for (Stage stage :
          stages.stream().sorted(Comparator.comparing(s -> s.program().name())).toList()) {
        start(stage, database, kafka.bootstrap(), running);
      }
      TimeUnit.MILLISECONDS.sleep(RUN.toMillis());
    } finally {
      close(running);
    }
  }

  private void start(
      Stage stage, EmbeddedDatabase database, String bootstrap, Deque<AutoCloseable> running)
      throws InterruptedException {
    int port = Loopback.freePort();
    Map<String, String> environment = new HashMap<>();
    environment.put("COWBELL_KAFKA_BOOTSTRAP", bootstrap);
    environment.put("COWBELL_HTTP_PORT", Integer.toString(port));
    if (stage.program().name().equals("collector")) {
      environment.put("COWBELL_INTERVAL", "500ms");
      environment.put("MALLOC_ARENA_MAX", "1");
    } else {
      environment.put("COWBELL_DB_URL", database.jdbcUrl());
      environment.put("COWBELL_DB_USER", database.user());
      environment.put("COWBELL_DB_PASSWORD", "postgres");
    }
    Child child =
        Child.start(
            stage.program().name(),
            command(
                stage,
                List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + configuration(stage))),
            environment,
            folder("logs"));
    running.push(() -> child.stop(RECORD_LIMIT));
    String health = stage.program().name().equals("collector") ? "/healthz" : "/q/health/ready";
    child.awaitReady(URI.create("http://127.0.0.1:" + port + health), READY_LIMIT);
  }

  private List<String> command(Stage stage, List<String> mode) {
    List<String> command = new ArrayList<>(List.of(stage.java().toString()));
    command.addAll(stage.program().flags());
    command.addAll(mode);
    command.addAll(
        List.of(
            "-Xlog:aot=error,cds=error", "-cp", stage.classPath(stage.root() + "/opt/cowbell/")));
    command.add(stage.program().mainClass());
    return command;
  }

  private Path configuration(Stage stage) {
    return work.resolve(stage.program().name() + ".aotconf");
  }

  private Path folder(String name) {
    try {
      return Files.createDirectories(work.resolve(name));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static void close(Deque<AutoCloseable> running) {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception failure) {
        throw new IllegalStateException("A part of the training did not stop", failure);
      }
    }
  }
}
