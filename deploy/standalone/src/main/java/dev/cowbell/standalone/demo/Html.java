package dev.cowbell.standalone.demo;

import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The report as a file. */
final class Html {
  private Html() {}

  static void write(Path file, String html) {
    try {
      Files.writeString(file, html);
    } catch (IOException e) {
      throw new Failure("Cannot write the report %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
