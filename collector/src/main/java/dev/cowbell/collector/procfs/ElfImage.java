package dev.cowbell.collector.procfs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What one needs of a 64-bit little-endian ELF file, elf(5), to find a variable of a running
 * program: where its first loadable segment goes and the addresses of some symbols. A program into
 * which a library was linked statically does not export its symbols; they stand in the full table,
 * unless that was stripped.
 *
 * @param symbolAddresses by name, as linked; only those asked for and defined in this file
 */
public record ElfImage(
    long firstSegmentAddress, long firstSegmentOffset, Map<String, Long> symbolAddresses) {
  private static final int PT_LOAD = 1;
  private static final int SHT_SYMTAB = 2;
  private static final int SHT_DYNSYM = 11;
  private static final int SYMBOL_BYTES = 24;
  private static final int SECTION_BYTES = 64;

  /** Above the tables of any interpreter; two of them fit the collector's own heap. */
  private static final int MAX_TABLE_BYTES = 5 * 1024 * 1024;

  /**
   * Reads the symbols of this file that have these names: the dynamic ones, and where none of these
   * is wanted those of the full table.
   *
   * @throws IOException where it is not such a file, or cut short
   */
  public static ElfImage read(FileChannel file, Set<String> names) throws IOException {
    ByteBuffer header = bytes(file, 0, 64);
    if (header.getInt(0) != 0x464c457f || header.get(4) != 2 || header.get(5) != 1) {
      throw new IOException("not a 64-bit little-endian ELF file");
    }
    ByteBuffer segment = firstSegment(file, header);
    return new ElfImage(segment.getLong(16), segment.getLong(8), symbols(file, header, names));
  }

  /**
   * Where a symbol is in a process.
   *
   * @param lowest the mapping of this file with the lowest address
   */
  public OptionalLong addressIn(Mapping lowest, String symbol) {
    Long linked = symbolAddresses.get(symbol);
    if (linked == null) {
      return OptionalLong.empty();
    }
    long linkedStart = firstSegmentAddress - firstSegmentOffset + lowest.fileOffset();
    return OptionalLong.of(linked + lowest.startAddress() - linkedStart);
  }

  private static ByteBuffer firstSegment(FileChannel file, ByteBuffer header) throws IOException {
    int size = header.getShort(54);
    int count = Short.toUnsignedInt(header.getShort(56));
    for (int i = 0; i < count; i++) {
      ByteBuffer segment = bytes(file, header.getLong(32) + (long) i * size, 56);
      if (segment.getInt(0) == PT_LOAD) {
        return segment;
      }
    }
    throw new IOException("no loadable segment");
  }

  private static Map<String, Long> symbols(FileChannel file, ByteBuffer header, Set<String> names)
      throws IOException {
    int size = header.getShort(58);
    int count = Short.toUnsignedInt(header.getShort(60));
    if (count > 0 && size < SECTION_BYTES) {
      throw new IOException("sections of " + size + " bytes");
    }
    ByteBuffer sections = bytes(file, header.getLong(40), (long) size * count);
    Map<String, Long> dynamic = symbols(file, sections, size, SHT_DYNSYM, names);
    return dynamic.isEmpty() ? symbols(file, sections, size, SHT_SYMTAB, names) : dynamic;
  }

  /**
   * @param size of a section's header
   * @param type of the section that holds the symbols
   */
  private static Map<String, Long> symbols(
      FileChannel file, ByteBuffer sections, int size, int type, Set<String> names)
      throws IOException {
    for (int at = 0; at + SECTION_BYTES <= sections.limit(); at += size) {
      if (sections.getInt(at + 4) == type) {
        long link = Integer.toUnsignedLong(sections.getInt(at + 40)) * size;
        if (link + SECTION_BYTES > sections.limit()) {
          throw new IOException("symbols without names");
        }
        return type == SHT_SYMTAB && sections.getLong(at + 32) > MAX_TABLE_BYTES
            ? Map.of()
            : named(
                section(file, sections, at), section(file, sections, Math.toIntExact(link)), names);
      }
    }
    return Map.of();
  }

  private static Map<String, Long> named(
      ByteBuffer symbols, ByteBuffer strings, Set<String> names) {
    Map<String, Long> addresses = new HashMap<>();
    for (int at = 0; at + SYMBOL_BYTES <= symbols.limit(); at += SYMBOL_BYTES) {
      boolean defined = symbols.getShort(at + 6) != 0;
      int name = symbols.getInt(at);
      for (String wanted : names) {
        if (defined && isAt(strings, name, wanted)) {
          addresses.put(wanted, symbols.getLong(at + 8));
        }
      }
    }
    return Map.copyOf(addresses);
  }

  private static boolean isAt(ByteBuffer strings, int offset, String wanted) {
    byte[] ascii = wanted.getBytes(US_ASCII);
    if (offset < 0
        || offset >= strings.limit() - ascii.length
        || strings.get(offset + ascii.length) != 0) {
      return false;
    }
    for (int i = 0; i < ascii.length; i++) {
      if (strings.get(offset + i) != ascii[i]) {
        return false;
      }
    }
    return true;
  }

  private static ByteBuffer section(FileChannel file, ByteBuffer sections, int at)
      throws IOException {
    return bytes(file, sections.getLong(at + 24), sections.getLong(at + 32));
  }

  private static ByteBuffer bytes(FileChannel file, long offset, long size) throws IOException {
    if (offset < 0 || size < 0 || size > MAX_TABLE_BYTES) {
      throw new IOException("implausible table of " + size + " bytes at " + offset);
    }
    if (offset > file.size() - size) {
      throw new IOException("cut short at " + file.size());
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, offset + bytes.position()) < 0) {
        throw new IOException("cut short at " + (offset + bytes.position()));
      }
    }
    return bytes.flip();
  }
}
