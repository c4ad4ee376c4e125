package dev.cowbell.standalone.demo;

import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the demonstration needs of the machine, found before anything is started.
 *
 * @param python the interpreter
 */
public record Prerequisites(Python python) {
  private static final long NEEDED_BYTES = 3_000_000_000L;
  private static final Path MEMINFO = Path.of("/proc/meminfo");

  /** Checks all; fails in one line on the first that is missing. */
  public static Prerequisites check(DemoOptions options, Console console)
      throws InterruptedException {
    Python python = Python.find(options.python());
    requireMemory(availableBytes());
    requireWritable(options.report());
    options.json().ifPresent(Prerequisites::requireWritable);
    if (!python.hasFullCollections()) {
      console.line(
          "Note: CPython %s collects in increments; 3.14.0 to 3.14.4 have no full collection to show, so expect the default arm to keep its sharing"
              .formatted(python.version()));
    }
    return new Prerequisites(python);
  }

  static void requireMemory(long availableBytes) {
    if (availableBytes < NEEDED_BYTES) {
      throw new Failure(
          "The demonstration needs about %.0f GB of free memory and %.1f GB are available; free some or use fewer --workers"
              .formatted(NEEDED_BYTES / 1e9, availableBytes / 1e9));
    }
  }

  static void requireWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new Failure("Cannot write %s: its folder is missing or read-only".formatted(file));
    }
  }

  private static long availableBytes() {
    try {
      return parseAvailableBytes(Files.readAllLines(MEMINFO));
    } catch (IOException e) {
      throw new Failure("Cannot read %s: %s; Cowbell runs on Linux".formatted(MEMINFO, e), e);
    }
  }

  /** The line "MemAvailable: N kB" of proc_meminfo(5). */
  static long parseAvailableBytes(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("MemAvailable:"))
        .mapToLong(line -> KiloByteLine.bytes(line))
        .findFirst()
        .orElseThrow(() -> new Failure(MEMINFO + " has no line \"MemAvailable:\""));
  }
}
