package dev.cowbell.collector.why;

import dev.cowbell.collector.procfs.AddressSpace;
import dev.cowbell.collector.procfs.AddressSpace.Range;
import dev.cowbell.collector.procfs.ProcFs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Names the code at an address of a process. Workers share their master's files, so each file is
 * read once; a file that cannot be read gives offsets.
 */
final class Symbolizer {
  private final ProcFs procFs;
  private final Map<String, Optional<Module>> modules = new HashMap<>();

  Symbolizer(ProcFs procFs) {
    this.procFs = procFs;
  }

  /**
   * Names an address.
   *
   * @param process whose files are looked into; may have left
   */
  Place name(int process, AddressSpace space, long address) {
    return space
        .at(address)
        .map(range -> name(process, range, address))
        .orElseGet(() -> Place.unknown(address));
  }

  private Place name(int process, Range range, long address) {
    if (!range.isFile()) {
      return new Place(
          range.path().isEmpty() ? "[anonymous code]" : range.path(),
          "+0x" + Long.toHexString(address - range.start()));
    }
    long offset = address - range.start() + range.fileOffset();
    Optional<String> function =
        modules
            .computeIfAbsent(range.path(), path -> read(process, path))
            .flatMap(module -> module.functionAt(offset));
    return new Place(
        range.path().substring(range.path().lastIndexOf('/') + 1),
        function.orElseGet(() -> "+0x" + Long.toHexString(offset)));
  }

  private Optional<Module> read(int process, String path) {
    Path root = procFs.process(process).resolve("root");
    try {
      return Optional.of(Module.read(root, path));
    } catch (IOException | IndexOutOfBoundsException unreadable) {
      return Optional.empty(); // deleted, replaced or damaged: its offsets are told instead
    }
  }
}
