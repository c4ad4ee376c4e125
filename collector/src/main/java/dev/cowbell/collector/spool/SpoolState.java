package dev.cowbell.collector.spool;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What has to be known beside the segments, written as one piece.
 *
 * @param generation rises with every writing
 * @param spoolId of the segments that belong to it
 * @param firstSegment segments below this one are no longer wanted
 * @param lastNumber of the last record known to be in a segment
 * @param settledThrough records up to this number need nothing more
 * @param settled nor do these
 * @param unreported losses that no record carries
 * @param carried losses by the number of the record that carries them
 */
record SpoolState(
    long generation,
    long spoolId,
    long firstSegment,
    long lastNumber,
    long settledThrough,
    List<Settled.Range> settled,
    List<Loss> unreported,
    SortedMap<Long, List<Loss>> carried) {
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 8 + 4 + 4 + 4;

  byte[] encode() {
    int losses = unreported.size() + carried.values().stream().mapToInt(List::size).sum();
    int body = 5 * 8 + 3 * 4 + settled.size() * 16 + losses * 25 + carried.size() * 12;
    ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES + body);
    buffer.put(magic()).putInt(VERSION).putInt(body).putInt(0);
    buffer.putLong(generation).putLong(spoolId).putLong(firstSegment);
    buffer.putLong(lastNumber).putLong(settledThrough);
    buffer.putInt(settled.size());
    settled.forEach(range -> buffer.putLong(range.first()).putLong(range.last()));
    put(buffer, unreported);
    buffer.putInt(carried.size());
    carried.forEach((number, news) -> put(buffer.putLong(number), news));
    buffer.putInt(16, Frame.crc(buffer.array(), HEADER_BYTES, body));
    return buffer.array();
  }

  /** The state in these bytes; empty where they are damaged or of another version. */
  static Optional<SpoolState> decode(byte[] bytes, int size) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, size);
    if (size < HEADER_BYTES || !ByteBuffer.wrap(magic()).equals(buffer.slice(0, 8))) {
      return Optional.empty();
    }
    int body = buffer.getInt(12);
    if (buffer.getInt(8) != VERSION
        || body < 0
        || body > size - HEADER_BYTES
        || buffer.getInt(16) != Frame.crc(bytes, HEADER_BYTES, body)) {
      return Optional.empty();
    }
    try {
      return Optional.of(body(buffer.position(HEADER_BYTES)));
    } catch (BufferUnderflowException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static SpoolState body(ByteBuffer buffer) {
    long generation = buffer.getLong();
    long spoolId = buffer.getLong();
    long firstSegment = buffer.getLong();
    long lastNumber = buffer.getLong();
    long through = buffer.getLong();
    List<Settled.Range> settled = new ArrayList<>();
    for (int left = buffer.getInt(); left > 0; left--) {
      settled.add(new Settled.Range(buffer.getLong(), buffer.getLong()));
    }
    List<Loss> unreported = losses(buffer);
    SortedMap<Long, List<Loss>> carried = new TreeMap<>();
    for (int left = buffer.getInt(); left > 0; left--) {
      carried.put(buffer.getLong(), losses(buffer));
    }
    return new SpoolState(
        generation, spoolId, firstSegment, lastNumber, through, settled, unreported, carried);
  }

  private static void put(ByteBuffer buffer, Collection<Loss> losses) {
    buffer.putInt(losses.size());
    for (Loss loss : losses) {
      buffer.put(loss.reason().code());
      buffer.putLong(loss.records()).putLong(loss.fromMillis()).putLong(loss.toMillis());
    }
  }

  private static List<Loss> losses(ByteBuffer buffer) {
    List<Loss> losses = new ArrayList<>();
    for (int left = buffer.getInt(); left > 0; left--) {
      losses.add(
          new Loss(reason(buffer.get()), buffer.getLong(), buffer.getLong(), buffer.getLong()));
    }
    return losses;
  }

  private static Loss.Reason reason(byte code) {
    for (Loss.Reason reason : Loss.Reason.values()) {
      if (reason.code() == code) {
        return reason;
      }
    }
    throw new IllegalArgumentException("no reason has the code " + code);
  }

  private static byte[] magic() {
    return "COWSTATE".getBytes(StandardCharsets.US_ASCII);
  }
}
