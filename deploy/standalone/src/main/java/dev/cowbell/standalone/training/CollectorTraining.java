package dev.cowbell.standalone.training;

import dev.cowbell.standalone.children.Artefacts;
import dev.cowbell.standalone.children.Child;
import dev.cowbell.standalone.embedded.EmbeddedKafka;
import dev.cowbell.standalone.embedded.Loopback;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Trains the class cache of the collector (JEP 483, 514): it runs for some seconds with what it
 * meets in earnest, a broker that takes its ticks, a family that it reads, and a scrape. What is
 * not loaded here is parsed anew in every collector, into memory of its own.
 */
public final class CollectorTraining {
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration RUN = Duration.ofSeconds(8);

  /** What was loaded is written when the program ends, which takes its time on a busy machine. */
  private static final Duration RECORD_LIMIT = Duration.ofMinutes(2);

  /** Of Python where that is there, as most families are, else of the shell. */
  private static final String FAMILY =
      """
      if command -v python3 >/dev/null; then
        exec python3 -c '
      import os, signal, time
      memory, parent = bytearray(8 << 20), os.getpid()
      for _ in range(3):
          if os.fork() == 0:
              while os.getppid() == parent:
                  for at in range(0, len(memory) // 4, 4096):
                      memory[at] = 1
                  time.sleep(0.2)
              os._exit(0)
      signal.pause()
      '
      fi
      memory=$(head -c 8388608 /dev/zero | tr '\\0' m)
      for worker in 1 2 3; do
        (while kill -0 $$ 2>/dev/null; do sleep 1; done) &
      done
      wait
      """;

  private CollectorTraining() {}

  /**
   * Writes the cache.
   *
   * @param arguments the file
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("cowbell-training");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(Files.createDirectory(folder.resolve("kafka")));
        Child _ = Child.start("family", List.of("sh", "-c", FAMILY), Map.of(), folder)) {
      train(Path.of(arguments[0]), kafka.bootstrap());
    } finally {
      remove(folder);
    }
  }

  private static void train(Path cache, String kafkaBootstrap)
      throws InterruptedException, IOException {
    int port = Loopback.freePort();
    Path logs = Files.createDirectories(cache.toAbsolutePath().resolveSibling("training"));
    Child collector =
        Child.start(
            "collector",
            command(cache),
            Map.of(
                "COWBELL_KAFKA_BOOTSTRAP",
                kafkaBootstrap,
                "COWBELL_INTERVAL",
                "500ms",
                "COWBELL_HTTP_PORT",
                Integer.toString(port),
                "MALLOC_ARENA_MAX",
                "1"),
            logs);
    try {
      collector.awaitReady(URI.create("http://127.0.0.1:" + port + "/healthz"), READY_LIMIT);
      TimeUnit.NANOSECONDS.sleep(RUN.toNanos());
      scrape(URI.create("http://127.0.0.1:" + port + "/metrics"));
    } finally {
      collector.stop(RECORD_LIMIT);
    }
  }

  private static List<String> command(Path cache) {
    Artefacts artefacts = Artefacts.ofCheckout();
    List<String> command = new ArrayList<>(artefacts.collectorJvm());
    command.add("-XX:AOTCacheOutput=" + cache);
    command.addAll(artefacts.collectorProgram());
    return command;
  }

  private static void scrape(URI metrics) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var _ = client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.discarding());
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
