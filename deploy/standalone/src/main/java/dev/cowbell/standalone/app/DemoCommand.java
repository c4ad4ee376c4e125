package dev.cowbell.standalone.app;

import dev.cowbell.standalone.children.Artefacts;
import dev.cowbell.standalone.demo.Console;
import dev.cowbell.standalone.demo.Demo;
import dev.cowbell.standalone.demo.DemoOptions;
import dev.cowbell.standalone.demo.Prerequisites;
import dev.cowbell.standalone.embedded.DataDirectory;
import dev.cowbell.standalone.embedded.Loopback;
import dev.cowbell.standalone.failure.Failure;
import dev.cowbell.standalone.pipeline.Pipeline;
import dev.cowbell.standalone.pipeline.PipelineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cowbell demo}: reproduces on this machine what a garbage collector does to sharing. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Reproduces the finding on this machine")
final class DemoCommand implements Callable<Integer> {
  private static final double ACCEPTED_DEVIATION_PERCENT = 2;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "How long requests are sent (default ${DEFAULT-VALUE})")
  int seconds;

  @Option(
      names = "--workers",
      defaultValue = "4",
      description = "Workers of each family (default ${DEFAULT-VALUE})")
  int workers;

  @Option(
      names = "--python",
      defaultValue = "python3",
      description = "CPython 3.8 or newer (default ${DEFAULT-VALUE})")
  String python = "python3";

  @Option(names = "--json", description = "Write the result as JSON to this file")
  @Nullable Path json;

  @Option(
      names = "--report",
      defaultValue = "cowbell-report.html",
      description = "Write the report to this file (default ${DEFAULT-VALUE})")
  Path report = Path.of("cowbell-report.html");

  @Override
  public Integer call() throws InterruptedException, IOException {
    var console = new Console(System.out, isTerminal());
    DemoOptions options = options();
    Prerequisites found = Prerequisites.check(options, console);
    Path folder = Files.createTempDirectory("cowbell-demo-");
    try (var data = DataDirectory.open(folder)) {
      double deviation;
      try (var pipeline =
          Pipeline.start(
              data,
              Artefacts.ofCheckout(),
              settings(),
              part -> console.live("starting " + part, false))) {
        deviation = Demo.run(pipeline, options, found, data.folder("demo"), console);
      }
      Folders.delete(folder);
      return verdict(deviation);
    }
  }

  @SuppressWarnings("SystemConsoleNull") // never null on JDK 25, which its annotation does not say
  private static boolean isTerminal() {
    java.io.Console terminal = System.console();
    return terminal != null && terminal.isTerminal();
  }

  private DemoOptions options() {
    require(seconds >= 1 && seconds <= 3600, "--seconds", seconds, "1 to 3600");
    require(workers >= 1 && workers <= 64, "--workers", workers, "1 to 64");
    return new DemoOptions(
        Duration.ofSeconds(seconds), workers, python, Optional.ofNullable(json), report);
  }

  private static void require(boolean allowed, String option, int value, String range) {
    if (!allowed) {
      throw new Failure("%s %d is not allowed; use %s".formatted(option, value, range));
    }
  }

  private static PipelineSettings settings() {
    return new PipelineSettings(
        Loopback.freePort(),
        false,
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        10);
  }

  private static int verdict(double deviationPercent) {
    if (deviationPercent <= ACCEPTED_DEVIATION_PERCENT) {
      return 0;
    }
    System.err.printf(
        "cowbell: the pipeline is %.2f %% from the kernel; at most %.0f %% is right%n",
        deviationPercent, ACCEPTED_DEVIATION_PERCENT);
    return 1;
  }
}
