package dev.cowbell.api.server.report;

import dev.cowbell.api.server.decision.Total;
import dev.cowbell.api.server.efficiency.Span;
import dev.cowbell.api.server.fleet.HardwareClass;
import java.time.Instant;
import java.util.List;

/**
 * All that was asked about: a section for each service and hardware class, never pooled.
 *
 * @param asked the filter, as it was given
 * @param span when the readings of the curves were taken
 * @param sections by service and class
 * @param leftOut sections beyond the most that one report holds
 * @param forecast where memory goes if nothing changes but time
 * @param totals savings in all of what was asked about; none before they were computed
 * @param version of Cowbell
 */
public record Report(
    Asked asked,
    Span span,
    List<ServiceReport> sections,
    int leftOut,
    Forecast forecast,
    List<Total> totals,
    Instant madeAt,
    String version) {
  /** On nothing. */
  public static final Report EMPTY =
      new Report(
          new Asked("", ""),
          Span.ALWAYS,
          List.of(),
          0,
          Forecast.NONE,
          List.of(),
          Instant.EPOCH,
          "");

  /** What a report is about; an empty name stands for all. */
  public record Asked(String service, String hardwareClass) {
    /** In words. */
    public String words() {
      if (service.isEmpty()) {
        return hardwareClass.isEmpty() ? "The fleet" : hardwareClass;
      }
      return hardwareClass.isEmpty() ? service : service + " on " + hardwareClass;
    }
  }

  /** The sections on one hardware class. */
  public Report only(HardwareClass hardwareClass) {
    return new Report(
        new Asked(asked.service, hardwareClass.name()),
        span,
        sections.stream()
            .filter(s -> s.hardwareClass().name().equals(hardwareClass.name()))
            .toList(),
        0,
        forecast,
        List.of(),
        madeAt,
        version);
  }

  /** The same with a look ahead, and with sums. */
  Report with(Forecast seen, List<Total> sums) {
    return new Report(asked, span, sections, leftOut, seen, sums, madeAt, version);
  }

  /** Names of its hardware classes. */
  List<String> classNames() {
    return sections.stream().map(s -> s.hardwareClass().name()).distinct().toList();
  }

  /** Whether anything in it rests on hosts that do not exist. */
  public boolean simulated() {
    return sections.stream().anyMatch(ServiceReport::simulated);
  }
}
