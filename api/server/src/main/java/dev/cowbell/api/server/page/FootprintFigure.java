package dev.cowbell.api.server.page;

import static java.util.stream.Collectors.groupingBy;

import dev.cowbell.api.server.chart.Series;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.history.FootprintBand;
import dev.cowbell.api.server.history.HistoryViews;
import dev.cowbell.api.server.history.Window;
import dev.cowbell.api.server.report.ChartFigure;
import dev.cowbell.api.server.report.ServiceReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What families cost over time: a line of medians and a band for each arm. */
final class FootprintFigure {
  private FootprintFigure() {}

  static Optional<ChartFigure> of(ServiceReport section, Window window, List<FootprintBand> bands) {
    Map<String, List<FootprintBand>> arms = bands.stream().collect(groupingBy(FootprintBand::arm));
    List<Series> series =
        section.armNames().stream()
            .filter(arms::containsKey)
            .map(arm -> series(arm, section.style(arm), arms.getOrDefault(arm, List.of())))
            .toList();
    return TimeFigures.figure(
        "footprint",
        "What a worker really costs",
        "footprint of a family divided by its workers; eight of ten families lie in the band"
            + sample(section.hosts().size()),
        window,
        series,
        List.of());
  }

  private static String sample(int hosts) {
    return hosts > HistoryViews.SAMPLE_HOSTS
        ? "; from %d of %s".formatted(HistoryViews.SAMPLE_HOSTS, Words.count(hosts, "host"))
        : "";
  }

  private static Series series(String arm, int style, List<FootprintBand> bands) {
    return new Series(
        arm,
        style,
        bands.stream()
            .map(
                b ->
                    new Series.Point(
                        b.at().getEpochSecond(),
                        b.median(),
                        "%s, %s: %s, %s to %s, of %s"
                            .formatted(
                                arm,
                                Words.moment(b.at()),
                                Bytes.words(b.median()),
                                Bytes.words(b.low()),
                                Bytes.words(b.high()),
                                Words.count(b.families(), "family", "families"))))
            .toList(),
        List.of(
            new Series.Band(
                bands.stream()
                    .map(b -> new Series.Reach(b.at().getEpochSecond(), b.low(), b.high()))
                    .toList())));
  }
}
