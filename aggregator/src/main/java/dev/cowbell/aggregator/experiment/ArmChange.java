package dev.cowbell.aggregator.experiment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Hosts that went over from one arm to another, each with the day on which it did. */
public final class ArmChange {

  private ArmChange() {}

  /**
   * Day of the change by host, in days since 1970-01-01: the first day on the later arm, after
   * which the earlier one was not seen any more. Hosts that ran anything else are left out.
   */
  public static Map<String, Long> days(String before, String after, Collection<HostDay> hostDays) {
    Map<String, Long> changed = new TreeMap<>();
    hostDays.stream()
        .collect(Collectors.groupingBy(HostDay::hostId))
        .forEach(
            (host, days) -> changedOn(before, after, days).ifPresent(d -> changed.put(host, d)));
    return changed;
  }

  private static Optional<Long> changedOn(String before, String after, List<HostDay> days) {
    boolean others =
        days.stream().anyMatch(day -> !day.arm().equals(before) && !day.arm().equals(after));
    Optional<Long> last = max(days, before);
    Optional<Long> first =
        days.stream()
            .filter(day -> day.arm().equals(after))
            .map(HostDay::epochDay)
            .min(Long::compare);
    return others || last.isEmpty() ? Optional.empty() : first.filter(day -> day >= last.get());
  }

  private static Optional<Long> max(List<HostDay> days, String arm) {
    return days.stream()
        .filter(day -> day.arm().equals(arm))
        .map(HostDay::epochDay)
        .max(Long::compare);
  }
}
