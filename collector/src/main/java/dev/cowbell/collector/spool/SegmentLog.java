package dev.cowbell.collector.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The segments in a folder. A file that was closed, or into which a write failed, is never written
 * to again. Not for several threads.
 */
final class SegmentLog {
  private final SpoolFolder folder;
  private final long spoolId;
  private final long segmentBytes;
  private final Duration segmentAge;
  private final Deque<Segment> segments = new ArrayDeque<>();
  private final Set<String> undeleted = new TreeSet<>();
  private long nextSegment;
  private @Nullable SpoolFile writing;
  private @Nullable SpoolFile reading;
  private long readingSegment;
  private byte[] buffer = new byte[16 * 1024];

  SegmentLog(
      SpoolFolder folder,
      long spoolId,
      long segmentBytes,
      Duration segmentAge,
      List<Segment> recovered,
      List<String> unwanted,
      long nextSegment) {
    this.folder = folder;
    this.spoolId = spoolId;
    this.segmentBytes = segmentBytes;
    this.segmentAge = segmentAge;
    this.segments.addAll(recovered);
    this.undeleted.addAll(unwanted);
    this.nextSegment = nextSegment;
  }

  /** Oldest first. */
  List<Segment> segments() {
    return new ArrayList<>(segments);
  }

  /** The segment that is being written to. */
  boolean isCurrent(Segment segment) {
    return writing != null && segment == segments.peekLast();
  }

  long firstSegment() {
    Segment oldest = segments.peekFirst();
    return oldest == null ? nextSegment : oldest.number();
  }

  /** What a record adds. */
  long bytesOf(SpooledRecord record) {
    return SegmentHeader.BYTES + (long) Frame.bytesOf(record.key().getBytes(UTF_8), record.value());
  }

  /** Writes a record behind all others. */
  void append(SpooledRecord record) throws IOException {
    byte[] key = record.key().getBytes(UTF_8);
    int frameBytes = Frame.bytesOf(key, record.value());
    closeIfFull(frameBytes, record.addedMillis());
    Segment last = segments.peekLast();
    SpoolFile file = writing;
    if (file == null || last == null) {
      create(record, key, frameBytes);
    } else {
      byte[] frame = sized(frameBytes);
      Frame.write(record, key, frame, 0);
      write(file, last, record, frame, frameBytes);
    }
  }

  private void closeIfFull(int frameBytes, long addedMillis) throws IOException {
    Segment last = segments.peekLast();
    if (writing == null || last == null) {
      return;
    }
    boolean isOld = addedMillis - last.records().getFirst().addedMillis() > segmentAge.toMillis();
    if (isOld || last.bytes() + frameBytes > segmentBytes) {
      sync();
      closeCurrent();
    }
  }

  private void create(SpooledRecord record, byte[] key, int frameBytes) throws IOException {
    Segment segment = new Segment(nextSegment++, SegmentHeader.BYTES, List.of());
    SpoolFile file = folder.open(segment.name());
    writing = file;
    segments.addLast(segment);
    byte[] bytes = sized(SegmentHeader.BYTES + frameBytes);
    SegmentHeader.write(spoolId, segment.number(), bytes);
    Frame.write(record, key, bytes, SegmentHeader.BYTES);
    write(file, segment, record, bytes, frameBytes);
  }

  /** The first record is written in one piece with the header. */
  private static void write(
      SpoolFile file, Segment segment, SpooledRecord record, byte[] bytes, int frameBytes)
      throws IOException {
    int offset = (int) segment.bytes();
    if (segment.records().isEmpty()) {
      file.write(0, bytes, offset + frameBytes);
    } else {
      file.write(offset, bytes, frameBytes);
    }
    segment.added(
        new SegmentScan.Found(
            record.number(), record.atMillis(), record.addedMillis(), offset, frameBytes, true));
  }

  /**
   * After a write failed: the file is cut to what is whole and left. What cannot be cut now is cut
   * when the spool is next opened.
   */
  void abandonCurrent() throws IOException {
    SpoolFile file = writing;
    Segment last = segments.peekLast();
    if (file == null || last == null) {
      return;
    }
    try {
      if (last.records().isEmpty()) {
        segments.removeLast();
        undeleted.add(last.name());
      } else {
        file.truncate(last.bytes());
      }
    } finally {
      closeCurrent();
    }
  }

  /** The record of this number; empty where there is none or it cannot be read back. */
  Optional<SpooledRecord> read(long number) throws IOException {
    for (Segment segment : segments) {
      Optional<SegmentScan.Found> found = segment.find(number);
      if (found.isPresent()) {
        return read(segment, found.get());
      }
    }
    return Optional.empty();
  }

  private Optional<SpooledRecord> read(Segment segment, SegmentScan.Found found)
      throws IOException {
    SpoolFile file = reader(segment);
    if (file.size() < found.offset() + (long) found.bytes()) {
      return Optional.empty();
    }
    byte[] frame = sized(found.bytes());
    file.read(found.offset(), frame, found.bytes());
    return Frame.read(found.number(), frame, found.bytes());
  }

  private SpoolFile reader(Segment segment) throws IOException {
    SpoolFile file = reading;
    if (file == null || readingSegment != segment.number()) {
      closeReader();
      file = folder.open(segment.name());
      reading = file;
      readingSegment = segment.number();
    }
    return file;
  }

  private byte[] sized(int bytes) {
    if (buffer.length < bytes) {
      buffer = new byte[Math.max(bytes, buffer.length * 2)];
    }
    return buffer;
  }

  /** Takes the oldest segment out; {@link #deleteRemoved} deletes its file. */
  void removeOldest() throws IOException {
    Segment oldest = segments.removeFirst();
    undeleted.add(oldest.name());
    if (segments.isEmpty()) {
      closeCurrent();
    }
    if (reading != null && readingSegment == oldest.number()) {
      closeReader();
    }
  }

  /** Also what could not be deleted before. */
  void deleteRemoved() throws IOException {
    for (String name : List.copyOf(undeleted)) {
      folder.delete(name);
      undeleted.remove(name);
    }
  }

  /** A power cut can no longer take what was appended. */
  void sync() throws IOException {
    SpoolFile file = writing;
    if (file != null) {
      file.sync();
      folder.sync();
    }
  }

  void close() throws IOException {
    closeReader();
    closeCurrent();
  }

  private void closeCurrent() throws IOException {
    SpoolFile file = writing;
    writing = null;
    if (file != null) {
      file.close();
    }
  }

  private void closeReader() throws IOException {
    SpoolFile file = reading;
    reading = null;
    if (file != null) {
      file.close();
    }
  }
}
