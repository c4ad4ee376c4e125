package dev.cowbell.api.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Debian's Chromium without a window. Tests that need it are skipped, with the reason, where it is
 * absent.
 */
final class Browser {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final long LONGEST_SECONDS = 60;

  private final Path profile;

  Browser(Path profile) {
    Assumptions.assumeTrue(
        Files.isExecutable(CHROMIUM),
        "SKIPPED: no " + CHROMIUM + "; apt-get install chromium, and pages are looked at too");
    this.profile = profile;
  }

  /** Takes a picture; answers what the page wrote to the console. */
  String picture(String address, int width, int height, Path png)
      throws IOException, InterruptedException {
    return run(
        List.of(
            "--window-size=" + width + "," + height,
            "--hide-scrollbars",
            "--screenshot=" + png.toAbsolutePath(),
            address));
  }

  private String run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--user-data-dir=" + profile));
    command.addAll(arguments);
    Path log = Files.createTempFile(profile, "console", ".log");
    Process chromium =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!chromium.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      chromium.destroyForcibly();
      throw new AssertionError("Chromium took longer than " + LONGEST_SECONDS + " s");
    }
    return Files.readAllLines(log, UTF_8).stream()
        .filter(line -> line.contains("CONSOLE"))
        .reduce("", (all, line) -> all + line + "\n");
  }
}
