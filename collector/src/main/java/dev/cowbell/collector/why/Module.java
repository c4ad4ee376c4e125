package dev.cowbell.collector.why;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** An executable or library as a file: from an offset in it to the name of a function. */
final class Module {
  private static final String DEBUG_ROOT = "usr/lib/debug";

  private final List<ElfFile.Segment> segments;
  private final FunctionNames functions;

  private Module(List<ElfFile.Segment> segments, FunctionNames functions) {
    this.segments = segments;
    this.functions = functions;
  }

  /**
   * Reads its symbols, and those stripped from it where they are installed: by build id, then by
   * debug link.
   *
   * @param root of the process's file system
   * @param path in it
   */
  static Module read(Path root, String path) throws IOException {
    FunctionNames functions = new FunctionNames();
    try (ElfFile file = ElfFile.open(root.resolve(path.substring(1)))) {
      functions.add(file);
      Optional<Path> debug = byBuildId(file, root).or(() -> byLink(file, root, path));
      if (debug.isPresent()) {
        try (ElfFile symbols = ElfFile.open(debug.get())) {
          functions.add(symbols);
        }
      }
      return new Module(file.loadedSegments(), functions);
    }
  }

  /** The function whose code is at this offset of the file. */
  Optional<String> functionAt(long fileOffset) {
    return segments.stream()
        .filter(s -> fileOffset >= s.fileOffset() && fileOffset < s.fileOffset() + s.fileBytes())
        .findFirst()
        .flatMap(s -> functions.at(fileOffset - s.fileOffset() + s.address()));
  }

  private static Optional<Path> byBuildId(ElfFile file, Path root) throws IOException {
    return file.buildId()
        .map(id -> ".build-id/" + id.substring(0, 2) + '/' + id.substring(2) + ".debug")
        .map(name -> root.resolve(DEBUG_ROOT).resolve(name))
        .filter(Files::isReadable);
  }

  /** Where gdb looks for it: beside the file, in .debug, and below /usr/lib/debug. */
  private static Optional<Path> byLink(ElfFile file, Path root, String path) {
    try {
      Optional<ElfFile.DebugLink> link = file.debugLink();
      if (link.isEmpty() || link.get().fileName().contains("/")) {
        return Optional.empty();
      }
      String name = link.get().fileName();
      String folder = path.substring(1, path.lastIndexOf('/') + 1);
      return java.util.stream.Stream.of(
              folder + name, folder + ".debug/" + name, DEBUG_ROOT + '/' + folder + name)
          .map(root::resolve)
          .filter(Files::isReadable)
          .filter(candidate -> hasChecksum(candidate, link.get().crc32()))
          .findFirst();
    } catch (IOException malformed) {
      return Optional
          .empty(); // a link that cannot be read leads nowhere: the file's own symbols do
    }
  }

  private static boolean hasChecksum(Path file, int expected) {
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[64 * 1024];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read; (read = in.read(buffer)) > 0; ) {
        crc.update(buffer, 0, read);
      }
      return (int) crc.getValue() == expected;
    } catch (IOException unreadable) {
      return false; // it says of itself that it is not the file sought
    }
  }
}
