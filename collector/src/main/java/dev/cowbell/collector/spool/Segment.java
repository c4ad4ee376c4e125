package dev.cowbell.collector.spool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One file of records and where in it they lie. */
final class Segment {
  private static final Pattern NAME = Pattern.compile("([0-9a-f]{16})\\.spool");

  private static final Comparator<SegmentScan.Found> BY_NUMBER =
      Comparator.comparingLong(SegmentScan.Found::number);

  private final long number;
  private final List<SegmentScan.Found> records;
  private long bytes;

  Segment(long number, long bytes, List<SegmentScan.Found> records) {
    this.number = number;
    this.bytes = bytes;
    this.records = new ArrayList<>(records);
    this.records.sort(BY_NUMBER);
  }

  static String name(long number) {
    return String.format(Locale.ROOT, "%016x.spool", number);
  }

  /** The number in a file name; empty where the file is no segment. */
  static Optional<Long> numberOf(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(Long.parseUnsignedLong(matcher.group(1), 16)).filter(number -> number > 0)
        : Optional.empty();
  }

  long number() {
    return number;
  }

  String name() {
    return name(number);
  }

  long bytes() {
    return bytes;
  }

  List<SegmentScan.Found> records() {
    return Collections.unmodifiableList(records);
  }

  void added(SegmentScan.Found record) {
    records.add(record);
    bytes = record.offset() + (long) record.bytes();
  }

  Optional<SegmentScan.Found> find(long record) {
    int index =
        Collections.binarySearch(
            records, new SegmentScan.Found(record, 0, 0, 0, 0, true), BY_NUMBER);
    return index < 0 ? Optional.empty() : Optional.of(records.get(index));
  }

  boolean isSettled(Settled settled) {
    return records.stream().allMatch(record -> settled.contains(record.number()));
  }

  Retention.Facts facts() {
    return new Retention.Facts(
        bytes,
        records.stream()
            .mapToLong(SegmentScan.Found::addedMillis)
            .max()
            .orElse(Long.MIN_VALUE / 2));
  }
}
