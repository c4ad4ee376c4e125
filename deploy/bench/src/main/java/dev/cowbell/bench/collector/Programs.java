package dev.cowbell.bench.collector;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The small programs that a run needs beside itself: those it ships, and those of the machine.
 *
 * @param folder where those it ships are laid
 */
record Programs(Path folder) {

  /** One that it ships, as a file. */
  Path shipped(String name) throws IOException {
    Path file = folder.resolve(name);
    if (Files.notExists(file)) {
      try (InputStream content = Programs.class.getResourceAsStream("/collector/" + name)) {
        if (content == null) {
          throw new FileNotFoundException("this build lacks " + name);
        }
        Files.copy(content, file);
      }
    }
    return file;
  }

  /** The first of these that is on the path. */
  static Optional<Path> installed(String... names) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    return Stream.of(names)
        .flatMap(name -> Stream.of(path.split(":", -1)).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
