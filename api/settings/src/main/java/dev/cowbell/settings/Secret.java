package dev.cowbell.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A secret that stands in a setting or, better, in a file that may change at any time.
 *
 * @param key the setting; the file's is the same with _FILE behind it
 * @param here what the setting says
 * @param file where there is one it counts
 */
public record Secret(String key, Optional<String> here, Optional<Path> file) {

  /** As it is at this moment. */
  public Optional<String> now() {
    return file.map(this::read).or(() -> here);
  }

  private String read(Path path) {
    try {
      return Files.readString(path).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          key + "_FILE is \"" + path + "\"; it has to be a file that can be read", unreadable);
    }
  }
}
