package dev.cowbell.collector.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * How a segment begins; numbers big-endian.
 *
 * <pre>
 * offset  bytes
 *      0      8  "COWSPOOL"
 *      8      4  version of the format
 *     12      8  id of the spool, so that files of another one are known
 *     20      8  number of the segment
 *     28      4  CRC32C of the 28 bytes before
 * </pre>
 */
sealed interface SegmentHeader {
  int BYTES = 32;
  int VERSION = 1;

  /** A header that can be relied on. */
  record Known(long spoolId, long segment) implements SegmentHeader {}

  /** A segment of a newer or older collector, left as it is. */
  record OtherVersion(int version) implements SegmentHeader {}

  /** Not a header; the records behind it may be whole all the same. */
  record Damaged() implements SegmentHeader {}

  /** Writes the header at the start. */
  static void write(long spoolId, long segment, byte[] into) {
    ByteBuffer header = ByteBuffer.wrap(into);
    header.put(magic()).putInt(VERSION).putLong(spoolId).putLong(segment);
    header.putInt(Frame.crc(into, 0, BYTES - 4));
  }

  static SegmentHeader read(byte[] bytes, int size) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, size);
    if (size < BYTES || !ByteBuffer.wrap(magic()).equals(buffer.slice(0, 8))) {
      return new Damaged();
    }
    int version = buffer.getInt(8);
    if (buffer.getInt(BYTES - 4) != Frame.crc(bytes, 0, BYTES - 4)) {
      return new Damaged();
    }
    return version == VERSION
        ? new Known(buffer.getLong(12), buffer.getLong(20))
        : new OtherVersion(version);
  }

  private static byte[] magic() {
    return "COWSPOOL".getBytes(StandardCharsets.US_ASCII);
  }
}
