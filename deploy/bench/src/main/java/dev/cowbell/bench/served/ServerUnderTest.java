package dev.cowbell.bench.served;

import dev.cowbell.standalone.children.Artefacts;
import dev.cowbell.standalone.embedded.Loopback;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The API server as it is shipped, in a process of its own. */
public record ServerUnderTest(Process process, int port) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Returns when it is ready. */
  public static ServerUnderTest start(String databaseUrl, Path folder)
      throws IOException, InterruptedException {
    int port = Loopback.freePort();
    Path log = folder.resolve("server.log");
    ProcessBuilder builder =
        new ProcessBuilder(Artefacts.ofCheckout().deployedServer())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("COWBELL_DB_URL", databaseUrl);
    builder.environment().put("COWBELL_HTTP_PORT", Integer.toString(port));
    builder.environment().put("MALLOC_ARENA_MAX", "1"); // As in its image.
    ServerUnderTest server = new ServerUnderTest(builder.start(), port);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!server.isReady()) {
      if (!server.process.isAlive() || System.nanoTime() > end) {
        server.close();
        throw new IOException("the server did not start: " + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return server;
  }

  /** Of the process. */
  public long pid() {
    return process.pid();
  }

  private boolean isReady() throws InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      URI ready = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
      return http.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
