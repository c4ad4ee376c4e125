package dev.cowbell.collector.tick;

import dev.cowbell.api.contract.v1.FailedReadings;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts, since the start, what could not be read and why. */
final class ReadingFailures {
  private static final String ROLLUP = "smaps_rollup";
  private static final String PAGES = "pagemap";

  private final Map<Failure, Long> counts = new LinkedHashMap<>();

  private record Failure(String file, Reason reason) {}

  /** Takes a full reading; what was not asked for is no failure. */
  void add(Member.FullReading full) {
    add(ROLLUP, full.rollup());
    add(PAGES, full.pages());
  }

  private void add(String file, Reading<?> reading) {
    if (reading instanceof Reading.Unavailable<?> absent
        && absent.reason() != Reason.NOT_YET_READ) {
      counts.merge(new Failure(file, absent.reason()), 1L, Long::sum);
    }
  }

  List<FailedReadings> messages() {
    return counts.entrySet().stream()
        .map(
            failed ->
                FailedReadings.newBuilder()
                    .setFile(failed.getKey().file)
                    .setReason(Messages.reason(failed.getKey().reason))
                    .setReadings(failed.getValue())
                    .build())
        .toList();
  }
}
