package dev.cowbell.aggregator.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows by COPY in PostgreSQL's binary format (manual, "COPY": file header, per row a 16-bit
 * field count, per field a 32-bit length and the value in network byte order, trailer -1). Column
 * order and types are the caller's: a mismatch is refused by the server.
 */
final class BinaryCopy implements AutoCloseable {

  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  /** 2000-01-01T00:00:00Z since 1970. */
  private static final long POSTGRES_EPOCH_SECONDS = 946_684_800;

  private static final int INT4_OID = 23;
  private static final int CHUNK_BYTES = 1 << 18;

  private final CopyIn copy;
  private final int columns;
  private ByteBuffer buffer = ByteBuffer.allocate(2 * CHUNK_BYTES);

  BinaryCopy(Connection connection, String sql, int columns) throws SQLException {
    this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    this.columns = columns;
    buffer.put(HEADER);
  }

  BinaryCopy row() throws SQLException {
    if (buffer.position() >= CHUNK_BYTES) {
      flush();
    }
    room(Short.BYTES).putShort((short) columns);
    return this;
  }

  BinaryCopy int2(int value) {
    room(6).putInt(Short.BYTES).putShort((short) Math.clamp(value, 0, Short.MAX_VALUE));
    return this;
  }

  BinaryCopy int4(int value) {
    room(8).putInt(Integer.BYTES).putInt(value);
    return this;
  }

  BinaryCopy int8(long value) {
    room(12).putInt(Long.BYTES).putLong(value);
    return this;
  }

  BinaryCopy float4(double value) {
    room(8).putInt(Float.BYTES).putFloat((float) value);
    return this;
  }

  BinaryCopy float8(double value) {
    room(12).putInt(Double.BYTES).putDouble(value);
    return this;
  }

  BinaryCopy bool(boolean value) {
    room(5).putInt(1).put((byte) (value ? 1 : 0));
    return this;
  }

  BinaryCopy uuid(UUID value) {
    room(20)
        .putInt(16)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits());
    return this;
  }

  BinaryCopy timestamp(Instant value) {
    return int8(micros(value));
  }

  /** As a timestamp travels: microseconds since 2000. */
  static long micros(Instant value) {
    return micros(value.getEpochSecond(), value.getNano());
  }

  /** The same of seconds and nanoseconds since 1970. */
  static long micros(long seconds, int nanos) {
    return (seconds - POSTGRES_EPOCH_SECONDS) * 1_000_000 + nanos / 1_000;
  }

  BinaryCopy text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    room(4 + bytes.length).putInt(bytes.length).put(bytes);
    return this;
  }

  /** One dimension, no nulls: dimensions, flags, element type, length, lower bound, elements. */
  BinaryCopy int4Array(List<Integer> values) {
    int length = (values.isEmpty() ? 12 : 20) + 8 * values.size();
    room(4 + length).putInt(length).putInt(values.isEmpty() ? 0 : 1).putInt(0).putInt(INT4_OID);
    if (!values.isEmpty()) {
      buffer.putInt(values.size()).putInt(1);
      values.forEach(value -> buffer.putInt(Integer.BYTES).putInt(value));
    }
    return this;
  }

  BinaryCopy absent() {
    room(4).putInt(-1);
    return this;
  }

  void finish() throws SQLException {
    room(Short.BYTES).putShort((short) -1);
    flush();
    copy.endCopy();
  }

  /** Without {@link #finish()} nothing is kept. */
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      ByteBuffer larger = ByteBuffer.allocate(2 * (buffer.capacity() + bytes));
      buffer = larger.put(buffer.flip());
    }
    return buffer;
  }
}
