package dev.cowbell.bench.collector;

import dev.cowbell.standalone.children.Artefacts;
import dev.cowbell.standalone.children.Child;
import dev.cowbell.standalone.embedded.Loopback;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The collector as it is deployed, with its defaults but for the interval. */
final class CollectorProcess {
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);

  private CollectorProcess() {}

  static Child start(String name, String kafkaBootstrap, Duration interval, Path logs)
      throws InterruptedException {
    int port = Loopback.freePort();
    Child child =
        Child.start(
            name,
            Artefacts.ofCheckout().collector(),
            Map.of(
                "COWBELL_KAFKA_BOOTSTRAP",
                kafkaBootstrap,
                "COWBELL_INTERVAL",
                interval.toMillis() + "ms",
                "COWBELL_HTTP_PORT",
                Integer.toString(port),
                "MALLOC_ARENA_MAX",
                "1"),
            logs);
    try {
      child.awaitReady(URI.create("http://127.0.0.1:" + port + "/healthz"), READY_LIMIT);
      return child;
    } catch (InterruptedException | RuntimeException failure) {
      child.close();
      throw failure;
    }
  }
}
