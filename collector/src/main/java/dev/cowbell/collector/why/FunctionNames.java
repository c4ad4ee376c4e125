package dev.cowbell.collector.why;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The functions of one ELF file by address as linked, from its full and its dynamic symbols. */
final class FunctionNames {
  private static final int SYMBOL_BYTES = 24;
  private static final int FUNCTION = 2;
  private static final int INDIRECT_FUNCTION = 10;

  private final TreeMap<Long, Function> byAddress = new TreeMap<>();

  private record Function(String name, long bytes) {}

  /** Adds what this file, or the file with its debug information, knows. */
  void add(ElfFile file) throws IOException {
    for (ElfFile.Section table : file.symbolTables()) {
      add(file.contents(table), file.namesOf(table));
    }
  }

  /** The function at this address as linked. One without a size reaches to the next. */
  Optional<String> at(long address) {
    Map.Entry<Long, Function> entry = byAddress.floorEntry(address);
    if (entry == null) {
      return Optional.empty();
    }
    Function function = entry.getValue();
    boolean inside = function.bytes == 0 || address < entry.getKey() + function.bytes;
    return inside ? Optional.of(function.name) : Optional.empty();
  }

  private void add(ByteBuffer symbols, ByteBuffer names) {
    for (int at = 0; at + SYMBOL_BYTES <= symbols.limit(); at += SYMBOL_BYTES) {
      int type = symbols.get(at + 4) & 0xf;
      boolean defined = symbols.getShort(at + 6) != 0;
      int name = symbols.getInt(at);
      if (defined
          && (type == FUNCTION || type == INDIRECT_FUNCTION)
          && name > 0
          && name < names.limit()) {
        Function function = new Function(ElfFile.text(names, name), symbols.getLong(at + 16));
        byAddress.merge(symbols.getLong(at + 8), function, FunctionNames::better);
      }
    }
  }

  /** Of two names for one address the one with a size, else the first. */
  private static Function better(Function first, Function second) {
    return first.bytes == 0 ? second : first;
  }
}
