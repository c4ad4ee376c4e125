package dev.cowbell.api.server.report;

import dev.cowbell.api.server.chart.Series;
import dev.cowbell.api.server.efficiency.SharingPoint;
import dev.cowbell.api.server.efficiency.Spread;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Words;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Growth of one arm as a line of medians with a light and a dark band around it. */
final class GrowthFan {
  private GrowthFan() {}

  /** The points all have their spreads. */
  static Series of(String arm, int style, List<SharingPoint> points) {
    return new Series(
        arm,
        style,
        points.stream().map(GrowthFan::median).toList(),
        List.of(band(points, Spread::p10, Spread::p90), band(points, Spread::p25, Spread::p75)));
  }

  private static Series.Point median(SharingPoint point) {
    Spread spread = growth(point);
    return new Series.Point(
        point.middleSeconds(),
        spread.p50(),
        "at %s: half of %s below %s, nine of ten below %s"
            .formatted(
                Words.age(point.middleSeconds()),
                Words.count(point.readings(), "reading"),
                Bytes.words(spread.p50()),
                Bytes.words(spread.p90())));
  }

  private static Series.Band band(
      List<SharingPoint> points, ToDoubleFunction<Spread> low, ToDoubleFunction<Spread> high) {
    return new Series.Band(
        points.stream()
            .map(
                p ->
                    new Series.Reach(
                        p.middleSeconds(),
                        low.applyAsDouble(growth(p)),
                        high.applyAsDouble(growth(p))))
            .toList());
  }

  /** What nine of ten readings stay below. */
  static double most(SharingPoint point) {
    return growth(point).p90();
  }

  private static Spread growth(SharingPoint point) {
    return point.spreads().orElseThrow().growth();
  }
}
