package dev.cowbell.standalone.app;

import dev.cowbell.standalone.children.Artefacts;
import dev.cowbell.standalone.embedded.DataDirectory;
import dev.cowbell.standalone.embedded.Loopback;
import dev.cowbell.standalone.failure.Failure;
import dev.cowbell.standalone.pipeline.Pipeline;
import dev.cowbell.standalone.pipeline.PipelineSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cowbell up}: measures every pre-forked family of this machine until Ctrl-C. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Measures this machine until Ctrl-C")
final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      description =
          "Folder the data is kept in (default: $XDG_DATA_HOME/cowbell or ~/.local/share/cowbell)")
  Path data = defaultFolder();

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port of gRPC and pages on 127.0.0.1 (default ${DEFAULT-VALUE})")
  int port;

  @Option(
      names = "--interval",
      defaultValue = "10",
      description = "Seconds between two ticks (default ${DEFAULT-VALUE})")
  int intervalSeconds;

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (intervalSeconds < 1 || intervalSeconds > 3600) {
      throw new Failure(
          "--interval %d is not allowed; use 1 to 3600 seconds".formatted(intervalSeconds));
    }
    Loopback.requireFree(port, "--port");
    var settings =
        new PipelineSettings(
            port,
            true,
            Duration.ofSeconds(intervalSeconds),
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            0.5);
    try (var folder = DataDirectory.open(data);
        var pipeline =
            Pipeline.start(
                folder,
                Artefacts.ofCheckout(),
                settings,
                part -> System.out.println("starting " + part))) {
      System.out.println("Pages: " + pipeline.address() + "/");
      System.out.println(
          "gRPC:  " + pipeline.address().getAuthority() + " (plain text, reflection on)");
      System.out.println("Data:  " + data.toAbsolutePath());
      System.out.println("Ctrl-C stops it.");
      while (true) {
        TimeUnit.SECONDS.sleep(1);
        pipeline.requireAlive();
      }
    }
  }

  private static Path defaultFolder() {
    String xdg = System.getenv("XDG_DATA_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "share")
            : Path.of(xdg);
    return base.resolve("cowbell");
  }
}
