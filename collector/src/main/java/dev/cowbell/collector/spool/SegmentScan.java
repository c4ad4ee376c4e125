package dev.cowbell.collector.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the bytes of one segment hold: pure, and total over any bytes. A damaged record is stepped
 * over by its length where its header is whole, else by looking for the next mark.
 */
record SegmentScan(SegmentHeader header, List<Found> records) {

  /**
   * A record whose header is whole.
   *
   * @param bytes of the frame, header included
   * @param isIntact whether its payload is whole too
   */
  record Found(
      long number, long atMillis, long addedMillis, int offset, int bytes, boolean isIntact) {}

  /** Looks through the first bytes of an array. */
  static SegmentScan of(byte[] bytes, int size) {
    SegmentHeader header = SegmentHeader.read(bytes, size);
    return switch (header) {
      case SegmentHeader.OtherVersion other -> new SegmentScan(other, List.of());
      case SegmentHeader.Known known ->
          new SegmentScan(known, records(bytes, SegmentHeader.BYTES, size));
      case SegmentHeader.Damaged damaged -> new SegmentScan(damaged, records(bytes, 0, size));
    };
  }

  private static List<Found> records(byte[] bytes, int start, int size) {
    List<Found> found = new ArrayList<>();
    int offset = start;
    while (size - offset >= Frame.HEADER_BYTES) {
      Optional<Frame.Header> header = Frame.header(bytes, offset, size);
      if (header.isEmpty()) {
        offset++;
        continue;
      }
      Frame.Header frame = header.get();
      boolean isIntact = Frame.isIntact(frame, bytes, offset, size);
      found.add(
          new Found(
              frame.number(),
              frame.atMillis(),
              frame.addedMillis(),
              offset,
              frame.frameBytes(),
              isIntact));
      // A frame that would reach beyond the end was cut; another may have been written behind it.
      boolean fits = frame.payloadBytes() <= size - offset - Frame.HEADER_BYTES;
      offset += fits ? frame.frameBytes() : Frame.HEADER_BYTES;
    }
    return found;
  }
}
