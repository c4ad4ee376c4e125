package dev.cowbell.api.server.report;

import dev.cowbell.api.server.chart.Marker;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Quantity;
import dev.cowbell.api.server.figure.Words;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What one arm saves, as a row.
 *
 * @param sample what both sides rest on
 */
public record SavingRow(
    String treatment,
    int style,
    String shape,
    RangeBar lossAvoided,
    RangeBar growthAdded,
    String age,
    String sample,
    String basis) {
  public static List<SavingRow> of(ServiceReport report) {
    double widest =
        report.savings().stream()
            .flatMap(s -> Stream.of(s.lossAvoided(), s.growthAdded()))
            .mapToDouble(RangeBar::reach)
            .max()
            .orElse(1);
    return report.savings().stream().map(saving -> of(report, saving, widest)).toList();
  }

  private static SavingRow of(ServiceReport report, Saving saving, double widest) {
    int style = report.style(saving.treatment());
    return new SavingRow(
        saving.treatment(),
        style,
        Marker.shape(style),
        RangeBar.of(saving.lossAvoided(), widest),
        RangeBar.of(saving.growthAdded(), widest),
        Words.age(saving.atAgeSeconds()),
        "%s against %s".formatted(sample(saving.treatmentSample()), sample(saving.controlSample())),
        saving.basis());
  }

  private static String sample(Saving.Sample sample) {
    return Words.count(sample.workers(), "worker") + " on " + Words.count(sample.hosts(), "host");
  }

  /**
   * A figure as a bar from zero, and its range as a line across the bar's end; all places in per
   * cent of the width.
   *
   * @param start left end of the bar
   * @param lowAt left end of the range
   */
  public record RangeBar(
      Quantity figure,
      Quantity low,
      Quantity high,
      String start,
      String width,
      String lowAt,
      String rangeWidth) {
    static double reach(Saving.Range range) {
      return Math.max(
          Math.abs(range.bytes()), Math.max(Math.abs(range.low()), Math.abs(range.high())));
    }

    static RangeBar of(Saving.Range range, double widest) {
      double point = place(range.bytes(), widest);
      double zero = place(0, widest);
      double low = place(range.low(), widest);
      return new RangeBar(
          Bytes.difference(range.bytes()),
          Bytes.difference(range.low()),
          Bytes.difference(range.high()),
          text(Math.min(zero, point)),
          text(Math.abs(point - zero)),
          text(low),
          text(place(range.high(), widest) - low));
    }

    /** From -widest at 4 % to +widest at 96 %. */
    private static double place(double bytes, double widest) {
      return 50 + (widest == 0 ? 0 : bytes / widest * 46);
    }

    private static String text(double percent) {
      return String.format(Locale.ROOT, "%.1f", percent);
    }
  }
}
