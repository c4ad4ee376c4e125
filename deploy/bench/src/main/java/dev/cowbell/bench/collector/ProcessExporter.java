package dev.cowbell.bench.collector;

import dev.cowbell.standalone.children.Child;
import dev.cowbell.standalone.embedded.Loopback;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The peer: process-exporter with smaps, told to watch the same workers. Without its metrics per
 * thread, which makes it cheaper.
 */
final class ProcessExporter implements AutoCloseable {
  static final String ABSENT =
      "process-exporter is not installed (Debian: prometheus-process-exporter)";
  private static final Duration READY_LIMIT = Duration.ofSeconds(30);
  private static final String CONFIGURATION =
      """
      process_names:
        - name: "{{.Comm}}"
          cmdline:
          - 'workers\\.py'
      """;

  private final Child child;
  private final URI metrics;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ProcessExporter(Child child, URI metrics) {
    this.child = child;
    this.metrics = metrics;
  }

  /** Starts it, where it is installed. */
  static Optional<ProcessExporter> start(Path folder) throws IOException, InterruptedException {
    Optional<Path> program = Programs.installed("prometheus-process-exporter", "process-exporter");
    if (program.isEmpty()) {
      return Optional.empty();
    }
    Path configuration = Files.writeString(folder.resolve("process-exporter.yml"), CONFIGURATION);
    String address = "127.0.0.1:" + Loopback.freePort();
    Child child =
        Child.start(
            "process-exporter",
            List.of(
                program.get().toString(),
                "-config.path=" + configuration,
                "-gather-smaps=true",
                "-threads=false",
                "-web.listen-address=" + address),
            Map.of(),
            folder);
    child.awaitReady(URI.create("http://" + address + "/"), READY_LIMIT);
    return Optional.of(new ProcessExporter(child, URI.create("http://" + address + "/metrics")));
  }

  /** Scrapes it once; fails where it does not see all the workers. */
  void scrape(int workers) throws IOException, InterruptedException {
    String body =
        client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
    double seen =
        body.lines()
            .filter(line -> line.startsWith("namedprocess_namegroup_num_procs{"))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
    boolean readsSmaps =
        body.lines()
            .anyMatch(
                line -> line.contains("memtype=\"proportionalResident\"") && !line.endsWith("} 0"));
    if (seen < workers || !readsSmaps) {
      throw new IOException(
          "process-exporter sees %.0f of %d workers, with smaps: %s"
              .formatted(seen, workers, readsSmaps));
    }
  }

  ProcessCost cost() throws IOException {
    return ProcessCost.of(child.pid());
  }

  @Override
  public void close() {
    client.close();
    child.close();
  }
}
