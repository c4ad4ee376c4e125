package dev.cowbell.standalone.app;

import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders that this program made for itself. */
final class Folders {
  private Folders() {}

  /** Deletes a folder with all it holds. */
  static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new Failure("Cannot delete %s: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
