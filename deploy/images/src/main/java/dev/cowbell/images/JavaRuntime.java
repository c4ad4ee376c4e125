package dev.cowbell.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The part of this JDK that a program needs, made by jlink, once for each set of modules. */
final class JavaRuntime {
  private final Path cache;
  private final Map<List<String>, Path> made = new HashMap<>();

  /**
   * @param cache folder for what is made; nothing of an earlier run is used
   */
  JavaRuntime(Path cache) throws IOException {
    this.cache = cache;
    Stage.deleteAll(cache);
    Files.createDirectories(cache);
  }

  static String version() {
    return Runtime.version().toString();
  }

  void layInto(Path folder, List<String> modules) throws IOException {
    Path runtime = made.computeIfAbsent(modules, this::link);
    try (var files = Files.walk(runtime)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        Path to = folder.resolve(runtime.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to); // follows links, which jib does not know
        }
      }
    }
  }

  private Path link(List<String> modules) {
    Path runtime = cache.resolve("runtime-" + made.size());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jlink").toString());
    command.addAll(List.of("--add-modules", String.join(",", modules)));
    command.addAll(List.of("--no-header-files", "--no-man-pages", "--compress", "zip-6"));
    command.addAll(List.of("--output", runtime.toString()));
    Command.run(command);
    return runtime;
  }
}
