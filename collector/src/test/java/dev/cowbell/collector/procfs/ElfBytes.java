package dev.cowbell.collector.procfs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Writes ELF files as small as can be: one loaded segment, and the sections a test adds. */
public final class ElfBytes {
  public static final long LINKED_AT = 0x400000;
  public static final long FROM_OFFSET = 0x1000;

  private final List<Section> sections = new ArrayList<>();
  private final ByteArrayOutputStream names = new ByteArrayOutputStream();

  private record Section(int name, int type, ByteBuffer contents, int link) {}

  /** A function of the table of symbols. */
  public record Symbol(String name, long address, long bytes) {}

  /** One without sections. */
  public ElfBytes() {
    names.write(0);
    sections.add(new Section(0, 0, ByteBuffer.allocate(0), 0));
  }

  /** Adds a section; link is the number of another. */
  public ElfBytes section(String name, int type, byte[] contents, int link) {
    int at = names.size();
    names.writeBytes((name + '\0').getBytes(US_ASCII));
    sections.add(new Section(at, type, ByteBuffer.wrap(contents), link));
    return this;
  }

  /** Adds a table of symbols of this type, and their names. */
  public ElfBytes symbols(int type, Symbol... symbols) {
    ByteArrayOutputStream strings = new ByteArrayOutputStream();
    strings.write(0);
    byte[] bytes = new byte[24 * symbols.length];
    ByteBuffer table = little(bytes);
    for (Symbol symbol : symbols) {
      table.putInt(strings.size()).put((byte) 0x12).put((byte) 0).putShort((short) 1);
      table.putLong(symbol.address).putLong(symbol.bytes);
      strings.writeBytes((symbol.name + '\0').getBytes(US_ASCII));
    }
    section(".strings", 3, strings.toByteArray(), 0);
    return section(".symbols", type, bytes, sections.size() - 1);
  }

  /** Adds the name of the file with its debug symbols. */
  public ElfBytes debugLink(String file, int crc32) {
    int padded = (file.length() + 1 + 3) / 4 * 4;
    byte[] bytes = new byte[padded + 4];
    ByteBuffer link = little(bytes);
    link.put(file.getBytes(US_ASCII));
    link.putInt(padded, crc32);
    return section(".gnu_debuglink", 1, bytes, 0);
  }

  /** The file. */
  public byte[] bytes() {
    section(".names", 3, new byte[0], 0);
    byte[] allNames = names.toByteArray();
    sections.set(sections.size() - 1, new Section(0, 3, ByteBuffer.wrap(allNames), 0));
    int dataBytes = sections.stream().mapToInt(section -> section.contents.capacity()).sum();
    int table = 64 + 56 + dataBytes;
    byte[] bytes = new byte[table + 64 * sections.size()];
    ByteBuffer file = little(bytes);
    file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1});
    file.putLong(32, 64).putLong(40, table);
    file.putShort(54, (short) 56).putShort(56, (short) 1);
    file.putShort(58, (short) 64).putShort(60, (short) sections.size());
    file.putShort(62, (short) (sections.size() - 1));
    file.putInt(64, 1).putLong(64 + 8, FROM_OFFSET).putLong(64 + 16, LINKED_AT);
    file.putLong(64 + 32, 0x10000);
    int data = 64 + 56;
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      int at = table + 64 * i;
      file.putInt(at, section.name).putInt(at + 4, section.type);
      file.putLong(at + 24, data).putLong(at + 32, section.contents.capacity());
      file.putInt(at + 40, section.link);
      file.put(data, section.contents, 0, section.contents.capacity());
      data += section.contents.capacity();
    }
    return bytes;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
