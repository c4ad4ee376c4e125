package dev.cowbell.collector.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The numbers of records that need nothing more: arrived or lost. All up to one, and ranges above
 * it. Not for several threads.
 */
final class Settled {
  private final TreeMap<Long, Long> ranges = new TreeMap<>();
  private long through;

  /** Numbers from first to last, both included. */
  record Range(long first, long last) {}

  Settled(long through, List<Range> ranges) {
    this.through = through;
    ranges.forEach(range -> add(range.first(), range.last()));
  }

  void add(long number) {
    add(number, number);
  }

  void add(long first, long last) {
    long from = first;
    long to = last;
    Map.Entry<Long, Long> before = ranges.floorEntry(from);
    if (before != null && before.getValue() >= from - 1) {
      from = before.getKey();
      to = Math.max(to, before.getValue());
    }
    while (true) {
      Map.Entry<Long, Long> next = ranges.ceilingEntry(from);
      if (next == null || next.getKey() > to + 1) {
        break;
      }
      to = Math.max(to, next.getValue());
      ranges.remove(next.getKey());
    }
    if (from <= through + 1) {
      through = Math.max(through, to);
    } else {
      ranges.put(from, to);
    }
  }

  boolean contains(long number) {
    if (number <= through) {
      return true;
    }
    Map.Entry<Long, Long> range = ranges.floorEntry(number);
    return range != null && range.getValue() >= number;
  }

  /** The first number from here on that is not settled. */
  long firstOpenFrom(long number) {
    if (number <= through) {
      return firstOpenFrom(through + 1);
    }
    Map.Entry<Long, Long> range = ranges.floorEntry(number);
    return range != null && range.getValue() >= number ? range.getValue() + 1 : number;
  }

  /** Every number up to this one is settled, the next is not. */
  long through() {
    return through;
  }

  /** The greatest settled number. */
  long greatest() {
    return ranges.isEmpty() ? through : ranges.lastEntry().getValue();
  }

  /** How many numbers up to this one are not settled. */
  long openUpTo(long number) {
    long open = Math.max(0, number - through);
    for (Range range : ranges()) {
      open -= Math.max(0, Math.min(number, range.last()) - range.first() + 1);
    }
    return open;
  }

  List<Range> ranges() {
    List<Range> copy = new ArrayList<>(ranges.size());
    ranges.forEach((first, last) -> copy.add(new Range(first, last)));
    return copy;
  }
}
