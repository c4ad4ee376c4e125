package dev.cowbell.images;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Another program, run to its end. */
final class Command {
  private Command() {}

  /** What it printed; fails in one line where it did not end well. */
  static String run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      int code = process.waitFor();
      if (code != 0) {
        throw new Failure(
            "%s ended with %d: %s".formatted(command.getFirst(), code, last(printed)));
      }
      return printed;
    } catch (IOException missing) {
      throw new Failure(
          "Cannot run %s: %s".formatted(command.getFirst(), missing.getMessage()), missing);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Failure("Interrupted", stopped);
    }
  }

  /** The same; absent where it cannot be run or does not end well. */
  static Optional<String> tried(List<String> command) {
    try {
      return Optional.of(run(command));
    } catch (Failure refused) {
      return Optional.empty();
    }
  }

  private static String last(String printed) {
    return printed.lines().reduce((first, second) -> second).orElse("nothing was printed");
  }
}
