package dev.cowbell.api.server.page;

import dev.cowbell.api.contract.v1.LifecycleKind;
import dev.cowbell.api.server.chart.Strip;
import dev.cowbell.api.server.chart.TimeTicks;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.history.Happening;
import dev.cowbell.api.server.history.HostPoint;
import dev.cowbell.api.server.history.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A host over time against the limits that guardrails hold it to. It shows readings; it does not
 * judge a rollout, for which guardrails compare with the host's own fourteen days.
 */
final class Rails {
  private static final double LEAST_AVAILABLE = 0.05;
  private static final double LEAST_PAGE_CACHE = 0.30;
  private static final double MOST_MAJOR_FAULTS = 100;
  private static final double BUSIEST_DISK = 0.9;

  private final Window window;
  private final Map<Long, HostPoint> points = new HashMap<>();

  private Rails(Window window, List<HostPoint> history) {
    this.window = window;
    history.forEach(point -> points.put(bin(point.at()), point));
  }

  static Strip of(Window window, List<HostPoint> history, List<Happening> happenings) {
    Rails rails = new Rails(window, history);
    double cache = median(history.stream().map(HostPoint::pageCacheBytes).sorted().toList());
    return new Strip(
        List.of(
            rails.row(
                "Memory available",
                "at least 5 % of memory",
                p -> p.availableLeastBytes(),
                (p, v) -> v < LEAST_AVAILABLE * p.totalBytes(),
                Bytes::words),
            rails.row(
                "Page cache",
                "at least 30 % of its median here, " + Bytes.words(cache),
                p -> OptionalDouble.of(p.pageCacheLeastBytes()),
                (p, v) -> v < LEAST_PAGE_CACHE * cache,
                Bytes::words),
            rails.row(
                "Major faults",
                "at most 100 per second",
                HostPoint::majorFaultsPerSecond,
                (p, v) -> v > MOST_MAJOR_FAULTS,
                v -> String.format(Locale.ROOT, "%.1f per second", v)),
            rails.row(
                "Disk",
                "busy at most 90 % of the time",
                HostPoint::diskBusiest,
                (p, v) -> v > BUSIEST_DISK,
                Words::percent),
            rails.kills(happenings)),
        rails.times());
  }

  private Strip.Row row(
      String name,
      String limit,
      Function<HostPoint, OptionalDouble> reading,
      Breach breach,
      Function<Double, String> words) {
    List<Strip.Field> fields = new ArrayList<>();
    int broken = 0;
    for (int i = 0; i < window.bins(); i++) {
      HostPoint point = points.get((long) i);
      OptionalDouble value = point == null ? OptionalDouble.empty() : reading.apply(point);
      Strip.State state = state(point, value, breach);
      broken += state == Strip.State.BROKEN ? 1 : 0;
      String note =
          Words.moment(start(i))
              + ": "
              + (value.isPresent() ? words.apply(value.getAsDouble()) : "not read");
      append(fields, i, state, note);
    }
    boolean known = fields.stream().anyMatch(f -> f.state() != Strip.State.UNKNOWN);
    return new Strip.Row(
        name, limit, broken > 0 ? "broken" : known ? "kept" : "not read", broken > 0, fields);
  }

  private static Strip.State state(@Nullable HostPoint point, OptionalDouble value, Breach breach) {
    if (point == null || value.isEmpty()) {
      return Strip.State.UNKNOWN;
    }
    return breach.test(point, value.getAsDouble()) ? Strip.State.BROKEN : Strip.State.WELL;
  }

  private Strip.Row kills(List<Happening> happenings) {
    List<Long> killed =
        happenings.stream()
            .filter(h -> h.kind() == LifecycleKind.LIFECYCLE_KIND_OOM)
            .map(h -> bin(h.at()))
            .toList();
    List<Strip.Field> fields = new ArrayList<>();
    for (int i = 0; i < window.bins(); i++) {
      boolean any = killed.contains((long) i);
      Strip.State known = points.containsKey((long) i) ? Strip.State.WELL : Strip.State.UNKNOWN;
      append(
          fields,
          i,
          any ? Strip.State.BROKEN : known,
          Words.moment(start(i)) + (any ? ": killed" : ": none"));
    }
    return new Strip.Row(
        "Kills for memory",
        "none",
        killed.isEmpty() ? "kept" : "broken",
        !killed.isEmpty(),
        fields);
  }

  /** Neighbours that are alike, and well or unknown, become one field: a page has to stay small. */
  private void append(List<Strip.Field> fields, int bin, Strip.State state, String note) {
    double width = 100.0 / window.bins();
    if (!fields.isEmpty() && state != Strip.State.BROKEN && fields.getLast().state() == state) {
      Strip.Field last = fields.removeLast();
      double left = Double.parseDouble(last.left());
      fields.add(
          new Strip.Field(
              last.left(),
              text((bin + 1) * width - left),
              state,
              state == Strip.State.WELL ? "kept" : "not read"));
      return;
    }
    fields.add(new Strip.Field(text(bin * width), text(width), state, note));
  }

  private List<Strip.Mark> times() {
    TimeTicks ticks = TimeTicks.covering(window.from(), window.to(), 7);
    return ticks.ticks().stream()
        .map(
            t ->
                new Strip.Mark(
                    text((t.value() - ticks.from()) / (ticks.to() - ticks.from()) * 100),
                    t.label()))
        .toList();
  }

  private long bin(Instant at) {
    return Duration.between(window.from(), at).toMillis() / window.bin().toMillis();
  }

  private Instant start(int bin) {
    return window.from().plus(window.bin().multipliedBy(bin));
  }

  private static double median(List<Double> sorted) {
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }

  private static String text(double percent) {
    return String.format(Locale.ROOT, "%.2f", percent);
  }

  private interface Breach {
    boolean test(HostPoint point, double value);
  }
}
