package dev.cowbell.collector.real;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The CPython interpreters of this machine: the system's own and those of pyenv. */
public final class Pythons {
  private Pythons() {}

  /** All whose collector is understood. */
  public static List<Path> all() {
    List<Path> found = new ArrayList<>();
    Path system = Path.of("/usr/bin/python3");
    if (Files.isExecutable(system)) {
      found.add(system);
    }
    Path versions = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
    if (Files.isDirectory(versions)) {
      try (DirectoryStream<Path> folders =
          Files.newDirectoryStream(versions, "3.{8,9,10,11,12,13}.*")) {
        folders.forEach(folder -> found.add(folder.resolve("bin/python3")));
      } catch (IOException unreadable) {
        throw new IllegalStateException(unreadable);
      }
    }
    return found.stream().filter(Files::isExecutable).sorted().toList();
  }

  /** One of them. */
  public static Optional<Path> any() {
    return all().stream().findFirst();
  }
}
