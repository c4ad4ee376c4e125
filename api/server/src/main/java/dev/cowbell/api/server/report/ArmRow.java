package dev.cowbell.api.server.report;

import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.api.server.chart.Marker;
import dev.cowbell.api.server.efficiency.Arm;
import dev.cowbell.api.server.efficiency.Means;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Figure;
import dev.cowbell.api.server.figure.Quantity;
import dev.cowbell.api.server.figure.Reasons;
import dev.cowbell.api.server.figure.Words;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * One arm as a row of the table.
 *
 * @param style line style of the arm
 * @param read how many of its workers were read, where that is not all
 * @param lossShare share of what was inherited that is lost, in words
 * @param lossWidth the same as a width in per cent
 */
public record ArmRow(
    String name,
    int style,
    String shape,
    boolean control,
    String workers,
    String read,
    Quantity inherited,
    Quantity loss,
    String lossShare,
    String lossWidth,
    Quantity growth,
    Quantity footprint,
    Quantity pss,
    Quantity rss,
    Quantity collections) {
  static ArmRow of(ServiceReport report, Arm arm) {
    int style = report.style(arm.name());
    return new ArmRow(
        arm.name(),
        style,
        Marker.shape(style),
        report.control().equals(Optional.of(arm.name())),
        String.format(Locale.ROOT, "%,d", arm.workers()),
        read(arm),
        mean(arm, Means::inheritedBytes),
        mean(arm, Means::lossBytes),
        arm.means().map(m -> Words.percent(m.lossShare())).orElse(""),
        arm.means().map(m -> width(m.lossShare())).orElse("0"),
        mean(arm, Means::growthBytes),
        arm.footprintBytes() == 0
            ? Bytes.of(new Figure.Missing(UnavailableReason.UNAVAILABLE_REASON_NOT_YET_READ))
            : Bytes.of(arm.footprintBytes()),
        Bytes.of(arm.pssSumBytes()),
        Bytes.of(arm.rssSumBytes()),
        collections(arm));
  }

  private static String read(Arm arm) {
    return arm.workersRead() == arm.workers() ? "" : "%,d read".formatted(arm.workersRead());
  }

  private static String width(double share) {
    return String.format(Locale.ROOT, "%.1f", Math.clamp(share, 0, 1) * 100);
  }

  private static Quantity mean(Arm arm, ToDoubleFunction<Means> figure) {
    return arm.means()
        .map(means -> Bytes.of(figure.applyAsDouble(means)))
        .orElseGet(() -> Bytes.of(new Figure.Missing(whyUnread(arm))));
  }

  private static UnavailableReason whyUnread(Arm arm) {
    return arm.unreadableWorkers() > 0
        ? UnavailableReason.UNAVAILABLE_REASON_PERMISSION_DENIED
        : UnavailableReason.UNAVAILABLE_REASON_NOT_YET_READ;
  }

  private static Quantity collections(Arm arm) {
    return switch (arm.fullCollections()) {
      case Figure.Known(long sum) ->
          new Quantity(
              "%,d".formatted(sum),
              arm.fullCollectionsPerWorker().isPresent()
                  ? Words.number(arm.fullCollectionsPerWorker().getAsDouble()) + " per worker"
                  : "",
              false);
      case Figure.Missing(var reason) ->
          new Quantity(Reasons.words(reason), Reasons.sentence(reason), true);
    };
  }
}
