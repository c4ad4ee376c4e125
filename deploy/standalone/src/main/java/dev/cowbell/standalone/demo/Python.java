package dev.cowbell.standalone.demo;

import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Python interpreter that the demonstration can use.
 *
 * @param command its path, as the interpreter itself names it
 * @param major first part of its version
 * @param minor second part of its version
 * @param patch third part of its version
 */
record Python(String command, int major, int minor, int patch) {
  private static final String QUESTION =
      "import sys; print(sys.implementation.name, *sys.version_info[:3], sys.executable)";

  /** Asks the interpreter of that name; fails in one line when there is none or it is too old. */
  static Python find(String name) throws InterruptedException {
    String answer = ask(name);
    String[] words = answer.split(" ", 5);
    if (words.length < 5 || !words[0].equals("cpython")) {
      throw new Failure(
          "The demonstration needs CPython 3.8 or newer, and %s says \"%s\"; name another with --python"
              .formatted(name, answer));
    }
    var python =
        new Python(
            words[4],
            Integer.parseInt(words[1]),
            Integer.parseInt(words[2]),
            Integer.parseInt(words[3]));
    if (python.major != 3 || python.minor < 8) {
      throw new Failure(
          "The demonstration needs CPython 3.8 or newer, and %s is %s; install python3 or name another with --python"
              .formatted(name, python.version()));
    }
    return python;
  }

  /** 3.14.0 to 3.14.4 collect in increments: there is no full collection to show. */
  boolean hasFullCollections() {
    return !(minor == 14 && patch <= 4);
  }

  /** Its version, such as 3.11.7. */
  String version() {
    return "%d.%d.%d".formatted(major, minor, patch);
  }

  private static String ask(String name) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(List.of(name, "-c", QUESTION)).redirectErrorStream(true).start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      process.waitFor(10, TimeUnit.SECONDS);
      return answer;
    } catch (IOException e) {
      throw new Failure(
          "No %s here; install python3 (3.8 or newer) or name an interpreter with --python"
              .formatted(name),
          e);
    }
  }
}
