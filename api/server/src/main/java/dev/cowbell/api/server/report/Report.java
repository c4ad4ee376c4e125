package dev.cowbell.api.server.report;

import dev.cowbell.api.server.efficiency.Span;
import java.time.Instant;
import java.util.List;

/**
 * All that was asked about: a section for each service and hardware class, never pooled.
 *
 * @param asked the filter, as it was given
 * @param span when the readings of the curves were taken
 * @param sections by service and class
 * @param leftOut sections beyond the most that one report holds
 * @param version of Cowbell
 */
public record Report(
    Asked asked,
    Span span,
    List<ServiceReport> sections,
    int leftOut,
    Instant madeAt,
    String version) {
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

  /** Whether anything in it rests on hosts that do not exist. */
  public boolean simulated() {
    return sections.stream().anyMatch(ServiceReport::simulated);
  }
}
