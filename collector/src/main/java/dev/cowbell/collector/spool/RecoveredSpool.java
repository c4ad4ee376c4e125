package dev.cowbell.collector.spool;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a folder at the start, as {@link Recovery} decides. Files that are not named like ours are
 * left alone.
 *
 * @param asideNames new names of the segments to move aside, by old name
 */
record RecoveredSpool(
    Recovery recovery,
    long spoolId,
    long generation,
    SegmentLog log,
    StateFiles states,
    Map<String, String> asideNames) {
  private static final Logger LOG = LoggerFactory.getLogger(RecoveredSpool.class);
  private static final Pattern ASIDE = Pattern.compile(".*\\.([0-9]{1,18})\\.aside");

  static RecoveredSpool read(SpoolFolder folder, SpoolLimits limits, long nowMillis)
      throws IOException {
    StateFiles states = new StateFiles(folder);
    Optional<SpoolState> state = states.load();
    deleteOldAsides(folder, limits.age(), nowMillis);
    Map<Long, SegmentScan> scans = new TreeMap<>();
    for (String name : folder.list()) {
      Optional<Long> number = Segment.numberOf(name);
      if (number.isPresent()) {
        scans.put(number.get(), scan(folder, name));
      }
    }
    long spoolId =
        Recovery.spoolId(state, scans)
            .orElseGet(() -> RandomGenerator.of("SecureRandom").nextLong());
    Recovery recovery = Recovery.of(state, spoolId, scans, nowMillis);
    return new RecoveredSpool(
        recovery,
        spoolId,
        state.map(SpoolState::generation).orElse(0L),
        log(folder, limits, spoolId, recovery, next(state, scans)),
        states,
        asideNames(recovery, nowMillis));
  }

  private static long next(Optional<SpoolState> state, Map<Long, SegmentScan> scans) {
    OptionalLong greatest = scans.keySet().stream().mapToLong(Long::longValue).max();
    return Math.max(greatest.orElse(0) + 1, state.map(SpoolState::firstSegment).orElse(1L));
  }

  private static SegmentLog log(
      SpoolFolder folder, SpoolLimits limits, long spoolId, Recovery recovery, long next) {
    List<Segment> segments = new ArrayList<>();
    recovery
        .live()
        .forEach(
            (number, records) -> {
              SegmentScan.Found last = records.getLast();
              segments.add(new Segment(number, last.offset() + (long) last.bytes(), records));
            });
    List<String> unwanted =
        recovery.fates().entrySet().stream()
            .filter(entry -> entry.getValue() == Recovery.Fate.DELETE)
            .map(entry -> Segment.name(entry.getKey()))
            .toList();
    return new SegmentLog(
        folder, spoolId, limits.segmentBytes(), limits.segmentAge(), segments, unwanted, next);
  }

  /** A segment that cannot be read is a damaged one without records: its numbers are missed. */
  private static SegmentScan scan(SpoolFolder folder, String name) {
    try (SpoolFile file = folder.open(name)) {
      byte[] bytes = new byte[(int) Math.min(file.size(), Integer.MAX_VALUE / 2)];
      file.read(0, bytes, bytes.length);
      return SegmentScan.of(bytes, bytes.length);
    } catch (IOException failure) {
      LOG.warn("A segment of the spool cannot be read and is skipped: {}", failure.toString());
      return new SegmentScan(new SegmentHeader.Damaged(), List.of());
    }
  }

  private static Map<String, String> asideNames(Recovery recovery, long nowMillis) {
    Map<String, String> names = new TreeMap<>();
    recovery
        .fates()
        .forEach(
            (segment, fate) -> {
              if (fate == Recovery.Fate.MOVE_ASIDE) {
                String name = Segment.name(segment);
                names.put(name, name + "." + nowMillis + ".aside");
              }
            });
    return names;
  }

  private static void deleteOldAsides(SpoolFolder folder, Duration age, long nowMillis)
      throws IOException {
    for (String name : folder.list()) {
      Matcher matcher = ASIDE.matcher(name);
      if (matcher.matches() && nowMillis - Long.parseLong(matcher.group(1)) > age.toMillis()) {
        folder.delete(name);
      }
    }
  }
}
