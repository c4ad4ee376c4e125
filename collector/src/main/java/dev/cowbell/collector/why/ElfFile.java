package dev.cowbell.collector.why;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Sections and segments of a 64-bit little-endian ELF file, elf(5). */
final class ElfFile implements Closeable {
  private static final int HEADER_BYTES = 64;
  private static final int SEGMENT_BYTES = 56;
  private static final int SECTION_BYTES = 64;
  private static final int MAX_SECTION_BYTES = 128 * 1024 * 1024;
  private static final int PT_LOAD = 1;
  private static final int SHT_SYMTAB = 2;
  private static final int SHT_DYNSYM = 11;
  private static final int SHT_NOBITS = 8;

  private final FileChannel file;
  private final ByteBuffer header;
  private final List<Section> sections;

  /** A part of the file that is loaded, and the address it is linked for. */
  record Segment(long fileOffset, long address, long fileBytes) {}

  /**
   * A section.
   *
   * @param link number of the section that goes with it, such as the names of symbols
   */
  record Section(String name, int type, long fileOffset, long bytes, int link) {}

  private ElfFile(FileChannel file, ByteBuffer header) throws IOException {
    this.file = file;
    this.header = header;
    this.sections = readSections();
  }

  /**
   * Opens it.
   *
   * @throws IOException where it is not such a file, or cut short
   */
  static ElfFile open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path);
    try {
      ByteBuffer header = bytes(file, 0, HEADER_BYTES);
      if (header.getInt(0) != 0x464c457f || header.get(4) != 2 || header.get(5) != 1) {
        throw new IOException("not a 64-bit little-endian ELF file: " + path);
      }
      return new ElfFile(file, header);
    } catch (IOException failure) {
      file.close();
      throw failure;
    }
  }

  List<Segment> loadedSegments() throws IOException {
    int count = Short.toUnsignedInt(header.getShort(56));
    ByteBuffer table = bytes(file, header.getLong(32), (long) count * SEGMENT_BYTES);
    List<Segment> loaded = new ArrayList<>();
    for (int at = 0; at < table.limit(); at += SEGMENT_BYTES) {
      if (table.getInt(at) == PT_LOAD) {
        loaded.add(
            new Segment(table.getLong(at + 8), table.getLong(at + 16), table.getLong(at + 32)));
      }
    }
    return List.copyOf(loaded);
  }

  /** The full table of symbols, and the dynamic one; either may be missing. */
  List<Section> symbolTables() {
    return sections.stream()
        .filter(section -> section.type == SHT_SYMTAB || section.type == SHT_DYNSYM)
        .toList();
  }

  /** The names of that table's symbols. */
  ByteBuffer namesOf(Section symbols) throws IOException {
    if (symbols.link <= 0 || symbols.link >= sections.size()) {
      throw new IOException("symbols without names");
    }
    return contents(sections.get(symbols.link));
  }

  ByteBuffer contents(Section section) throws IOException {
    return section.type == SHT_NOBITS
        ? ByteBuffer.allocate(0)
        : bytes(file, section.fileOffset, section.bytes);
  }

  /** In hexadecimal. */
  Optional<String> buildId() throws IOException {
    Optional<Section> note = named(".note.gnu.build-id");
    if (note.isEmpty() || note.get().bytes < 16) {
      return Optional.empty();
    }
    ByteBuffer contents = contents(note.get());
    int nameBytes = contents.getInt(0);
    int idBytes = contents.getInt(4);
    int start = 12 + nameBytes + (4 - nameBytes % 4) % 4;
    if (nameBytes < 0 || idBytes < 2 || start + (long) idBytes > contents.limit()) {
      return Optional.empty();
    }
    byte[] id = new byte[idBytes];
    contents.get(start, id);
    return Optional.of(HexFormat.of().formatHex(id));
  }

  /** Name and checksum of the file that holds the symbols stripped from this one. */
  Optional<DebugLink> debugLink() throws IOException {
    Optional<Section> section = named(".gnu_debuglink");
    if (section.isEmpty() || section.get().bytes < 8) {
      return Optional.empty();
    }
    ByteBuffer contents = contents(section.get());
    return Optional.of(new DebugLink(text(contents, 0), contents.getInt(contents.limit() - 4)));
  }

  /** What {@code objcopy --add-gnu-debuglink} leaves behind. */
  record DebugLink(String fileName, int crc32) {}

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** The text up to the next NUL. */
  static String text(ByteBuffer bytes, int offset) {
    int end = offset;
    while (end < bytes.limit() && bytes.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[Math.max(0, end - offset)];
    bytes.get(offset, text);
    return new String(text, UTF_8);
  }

  private Optional<Section> named(String name) {
    return sections.stream().filter(section -> section.name.equals(name)).findFirst();
  }

  private List<Section> readSections() throws IOException {
    int count = Short.toUnsignedInt(header.getShort(60));
    int ofNames = Short.toUnsignedInt(header.getShort(62));
    ByteBuffer table = bytes(file, header.getLong(40), (long) count * SECTION_BYTES);
    if (ofNames >= count) {
      return List.of();
    }
    ByteBuffer names =
        bytes(
            file,
            table.getLong(ofNames * SECTION_BYTES + 24),
            table.getLong(ofNames * SECTION_BYTES + 32));
    List<Section> found = new ArrayList<>();
    for (int at = 0; at < table.limit(); at += SECTION_BYTES) {
      found.add(
          new Section(
              text(names, Math.clamp(table.getInt(at), 0, names.limit())),
              table.getInt(at + 4),
              table.getLong(at + 24),
              table.getLong(at + 32),
              table.getInt(at + 40)));
    }
    return List.copyOf(found);
  }

  private static ByteBuffer bytes(FileChannel file, long offset, long size) throws IOException {
    if (offset < 0 || size < 0 || size > MAX_SECTION_BYTES) {
      throw new IOException("implausible table of " + size + " bytes at " + offset);
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, offset + bytes.position()) <= 0) {
        throw new IOException("cut short at " + (offset + bytes.position()));
      }
    }
    return bytes.flip();
  }
}
