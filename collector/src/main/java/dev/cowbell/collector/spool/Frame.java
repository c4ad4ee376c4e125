package dev.cowbell.collector.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How one record lies in a segment; numbers big-endian.
 *
 * <pre>
 * offset  bytes
 *      0      4  mark, so that the next record is found behind a damaged one
 *      4      4  length of the payload
 *      8      8  number of the record
 *     16      8  when it was made, milliseconds since 1970
 *     24      8  when it was added, by the spool's clock
 *     32      4  CRC32C of the payload
 *     36      4  CRC32C of the 36 bytes before
 *     40         payload: 2 bytes length of the key, key in UTF-8, value
 * </pre>
 */
final class Frame {
  static final int HEADER_BYTES = 40;
  static final int MARK = 0xC0B311FE;

  private static final int CHECKED_BYTES = 36;
  private static final int KEY_LENGTH_BYTES = 2;

  private Frame() {}

  /**
   * A header that passed its own check.
   *
   * @param payloadBytes length of the payload
   */
  record Header(int payloadBytes, long number, long atMillis, long addedMillis, int payloadCrc) {
    int frameBytes() {
      return HEADER_BYTES + payloadBytes;
    }
  }

  static int bytesOf(byte[] key, byte[] value) {
    return HEADER_BYTES + KEY_LENGTH_BYTES + key.length + value.length;
  }

  /** Writes one frame from this offset on. */
  static void write(SpooledRecord record, byte[] key, byte[] into, int offset) {
    int payloadBytes = bytesOf(key, record.value()) - HEADER_BYTES;
    ByteBuffer frame = ByteBuffer.wrap(into);
    frame.position(offset + HEADER_BYTES);
    frame.putShort((short) key.length).put(key).put(record.value());
    frame.position(offset);
    frame
        .putInt(MARK)
        .putInt(payloadBytes)
        .putLong(record.number())
        .putLong(record.atMillis())
        .putLong(record.addedMillis())
        .putInt(crc(into, offset + HEADER_BYTES, payloadBytes));
    frame.putInt(crc(into, offset, CHECKED_BYTES));
  }

  /** The header at this offset; empty where there is none or it is damaged. */
  static Optional<Header> header(byte[] bytes, int offset, int end) {
    if (end - offset < HEADER_BYTES) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (buffer.getInt(offset) != MARK
        || buffer.getInt(offset + CHECKED_BYTES) != crc(bytes, offset, CHECKED_BYTES)) {
      return Optional.empty();
    }
    Header header =
        new Header(
            buffer.getInt(offset + 4),
            buffer.getLong(offset + 8),
            buffer.getLong(offset + 16),
            buffer.getLong(offset + 24),
            buffer.getInt(offset + 32));
    return header.payloadBytes() < KEY_LENGTH_BYTES || header.number() < 1
        ? Optional.empty()
        : Optional.of(header);
  }

  /** Whether the payload behind a header at this offset is all there and undamaged. */
  static boolean isIntact(Header header, byte[] bytes, int offset, int end) {
    return header.payloadBytes() <= end - offset - HEADER_BYTES
        && crc(bytes, offset + HEADER_BYTES, header.payloadBytes()) == header.payloadCrc();
  }

  /** The record of a whole frame that begins at 0; empty where it is damaged or another one. */
  static Optional<SpooledRecord> read(long number, byte[] bytes, int end) {
    return header(bytes, 0, end)
        .filter(header -> header.number() == number && isIntact(header, bytes, 0, end))
        .flatMap(header -> payload(header, bytes));
  }

  private static Optional<SpooledRecord> payload(Header header, byte[] bytes) {
    ByteBuffer payload = ByteBuffer.wrap(bytes, HEADER_BYTES, header.payloadBytes());
    int keyBytes = Short.toUnsignedInt(payload.getShort());
    if (keyBytes > payload.remaining()) {
      return Optional.empty();
    }
    String key = new String(bytes, payload.position(), keyBytes, UTF_8);
    byte[] value = new byte[payload.remaining() - keyBytes];
    payload.position(payload.position() + keyBytes).get(value);
    return Optional.of(
        new SpooledRecord(header.number(), header.atMillis(), header.addedMillis(), key, value));
  }

  static int crc(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
