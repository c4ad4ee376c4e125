package dev.cowbell.collector.spool;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a spool found on disk amounts to: pure. Numbers are given without holes, so a number between
 * the last settled and the last known one that no whole record has is lost, and counted as corrupt.
 *
 * @param settled with the corrupt ones
 * @param book of the losses still to be reported, with the corrupt ones
 * @param live open records by segment, oldest first
 * @param fates what happens to the other segments
 * @param recovered records that waited, with the corrupt ones
 * @param corrupt how many of them
 * @param lastNumber the greatest number in use
 */
record Recovery(
    Settled settled,
    LossBook book,
    Map<Long, List<SegmentScan.Found>> live,
    Map<Long, Fate> fates,
    long recovered,
    long corrupt,
    long lastNumber) {

  /** What becomes of a segment that is not used. */
  enum Fate {
    /** Nothing in it is wanted. */
    DELETE,
    /** Not ours to read: another version, another spool, or garbage. */
    MOVE_ASIDE
  }

  /**
   * From the state, where one is whole, and the segments.
   *
   * @param scans by number of the segment
   * @param nowMillis stands for the time of a loss of which nothing else is known
   */
  static Recovery of(
      Optional<SpoolState> state, long spoolId, Map<Long, SegmentScan> scans, long nowMillis) {
    Map<Long, Fate> fates = new TreeMap<>();
    List<Map.Entry<Long, SegmentScan>> usable = new ArrayList<>();
    long firstSegment = state.map(SpoolState::firstSegment).orElse(0L);
    for (Map.Entry<Long, SegmentScan> entry : new TreeMap<>(scans).entrySet()) {
      fate(entry.getKey(), entry.getValue(), firstSegment, spoolId)
          .ifPresentOrElse(
              fate -> fates.put(entry.getKey(), fate),
              () -> usable.add(Map.entry(entry.getKey(), entry.getValue())));
    }
    return read(state, usable, fates, nowMillis);
  }

  /** The spool whose segments these are: as the state says, else the youngest segment. */
  static Optional<Long> spoolId(Optional<SpoolState> state, Map<Long, SegmentScan> scans) {
    return state
        .map(SpoolState::spoolId)
        .or(
            () ->
                new TreeMap<>(scans)
                    .descendingMap().values().stream()
                        .map(SegmentScan::header)
                        .filter(SegmentHeader.Known.class::isInstance)
                        .map(SegmentHeader.Known.class::cast)
                        .map(SegmentHeader.Known::spoolId)
                        .findFirst());
  }

  private static Optional<Fate> fate(
      long segment, SegmentScan scan, long firstSegment, long spoolId) {
    return switch (scan.header()) {
      case SegmentHeader.OtherVersion other -> Optional.of(Fate.MOVE_ASIDE);
      case SegmentHeader.Known known
          when known.spoolId() != spoolId || known.segment() != segment ->
          Optional.of(Fate.MOVE_ASIDE);
      case SegmentHeader.Known known ->
          segment < firstSegment ? Optional.of(Fate.DELETE) : Optional.empty();
      case SegmentHeader.Damaged damaged ->
          segment < firstSegment ? Optional.of(Fate.DELETE) : Optional.empty();
    };
  }

  private static Recovery read(
      Optional<SpoolState> state,
      List<Map.Entry<Long, SegmentScan>> usable,
      Map<Long, Fate> fates,
      long nowMillis) {
    TreeMap<Long, Long> times = new TreeMap<>();
    usable.forEach(
        entry ->
            entry.getValue().records().forEach(r -> times.putIfAbsent(r.number(), r.atMillis())));
    long first = times.isEmpty() ? 1 : times.firstKey();
    Settled settled =
        state
            .map(known -> new Settled(known.settledThrough(), known.settled()))
            .orElseGet(() -> new Settled(first - 1, List.of()));
    Map<Long, List<SegmentScan.Found>> live = new TreeMap<>();
    Set<Long> numbers = new HashSet<>();
    for (Map.Entry<Long, SegmentScan> entry : usable) {
      List<SegmentScan.Found> open =
          entry.getValue().records().stream()
              .filter(r -> r.isIntact() && !settled.contains(r.number()) && numbers.add(r.number()))
              .toList();
      if (open.isEmpty()) {
        fates.put(entry.getKey(), Fate.DELETE);
      } else {
        live.put(entry.getKey(), open);
      }
    }
    long last =
        Math.max(
            Math.max(settled.greatest(), times.isEmpty() ? 0 : times.lastKey()),
            state.map(SpoolState::lastNumber).orElse(0L));
    long recovered = settled.openUpTo(last);
    LossBook book = new LossBook();
    state.ifPresent(known -> restore(book, known, numbers));
    long corrupt = countCorrupt(settled, book, numbers, times, last, nowMillis);
    return new Recovery(settled, book, live, fates, recovered, corrupt, last);
  }

  private static void restore(LossBook book, SpoolState state, Set<Long> live) {
    state
        .carried()
        .forEach(
            (carrier, news) -> {
              if (live.contains(carrier)) {
                book.restore(List.of(), Map.of(carrier, news));
              } else {
                book.restore(news, Map.of());
              }
            });
    book.restore(state.unreported(), Map.of());
  }

  private static long countCorrupt(
      Settled settled,
      LossBook book,
      Set<Long> live,
      TreeMap<Long, Long> times,
      long last,
      long nowMillis) {
    long corrupt = 0;
    long number = settled.firstOpenFrom(1);
    while (number <= last) {
      if (!live.contains(number)) {
        settled.add(number);
        book.add(lossOf(number, times, nowMillis));
        corrupt++;
      }
      number = settled.firstOpenFrom(number + 1);
    }
    return corrupt;
  }

  /** Made after the record before it and before the one behind it. */
  private static Loss lossOf(long number, TreeMap<Long, Long> times, long nowMillis) {
    Optional<Long> before = Optional.ofNullable(times.floorEntry(number)).map(Map.Entry::getValue);
    Optional<Long> after = Optional.ofNullable(times.ceilingEntry(number)).map(Map.Entry::getValue);
    long from = before.or(() -> after).orElse(nowMillis);
    long to = after.or(() -> before).orElse(nowMillis);
    return new Loss(Loss.Reason.CORRUPT, 1, Math.min(from, to), Math.max(from, to));
  }
}
