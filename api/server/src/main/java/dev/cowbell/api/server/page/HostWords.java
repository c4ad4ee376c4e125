package dev.cowbell.api.server.page;

import dev.cowbell.api.server.chart.Strip;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.fleet.Family;
import dev.cowbell.api.server.fleet.Footprint;
import dev.cowbell.api.server.history.HostPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a host's memory is doing, in plain sentences: what was broken comes first. */
public record HostWords(String headline, List<String> sentences) {
  static HostWords of(List<Family> families, HostView.Past past, Strip limits) {
    List<String> broken =
        limits.rows().stream().filter(Strip.Row::broken).map(Strip.Row::name).toList();
    String span =
        "the last "
            + Words.age(
                (double) Duration.between(past.window().from(), past.window().to()).toSeconds());
    List<String> sentences = new ArrayList<>();
    least(past).ifPresent(sentences::add);
    sentences.add(held(families));
    if (broken.isEmpty()) {
      return new HostWords("Every limit that could be read was kept over " + span + ".", sentences);
    }
    return new HostWords(
        "%s broke %s over %s."
            .formatted(listed(broken), broken.size() == 1 ? "its limit" : "their limits", span),
        sentences);
  }

  private static Optional<String> least(HostView.Past past) {
    return past.points().stream()
        .filter(point -> point.availableLeastBytes().isPresent())
        .min(Comparator.comparingDouble(point -> point.availableLeastBytes().orElse(0)))
        .map(HostWords::least);
  }

  private static String least(HostPoint point) {
    double least = point.availableLeastBytes().orElse(0);
    return "Available memory was least around %s: %s, %s of all."
        .formatted(
            Words.moment(point.at()),
            Bytes.words(least),
            Words.percent(point.totalBytes() > 0 ? least / point.totalBytes() : 0));
  }

  private static String held(List<Family> families) {
    if (families.isEmpty()) {
      return "No pre-forked family ran at its last tick.";
    }
    long workers = families.stream().mapToLong(Family::workerCount).sum();
    List<Footprint> known =
        families.stream().map(Family::footprint).flatMap(Optional::stream).toList();
    String run =
        "%s with %s"
            .formatted(
                Words.count(families.size(), "family", "families"), Words.count(workers, "worker"));
    return known.size() < families.size()
        ? run + " ran; what all of them cost could not be read."
        : "%s really cost %s."
            .formatted(run, Bytes.words((double) known.stream().mapToLong(Footprint::bytes).sum()));
  }

  /** Disk; or disk and major faults. */
  private static String listed(List<String> names) {
    String last = names.getLast().toLowerCase(Locale.ROOT);
    String all =
        names.size() == 1
            ? last
            : String.join(", ", names.subList(0, names.size() - 1)).toLowerCase(Locale.ROOT)
                + " and "
                + last;
    return all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1);
  }
}
