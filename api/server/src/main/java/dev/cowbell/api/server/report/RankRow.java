package dev.cowbell.api.server.report;

import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Quantity;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import java.util.List;
import java.util.Locale;

/**
 * What sharing loss costs one service on one class, as a row of a ranking.
 *
 * @param width of its bar in per cent of the dearest
 * @param keepableWidth the part of the bar that the best measured arm would keep
 */
public record RankRow(
    ServiceOnClass scope,
    String workers,
    Quantity loss,
    String width,
    boolean measured,
    Quantity keepable,
    String keepableRange,
    String keepableWidth,
    boolean simulated) {
  public static List<RankRow> of(List<Opportunity> ranked) {
    double dearest = ranked.stream().mapToDouble(Opportunity::lossBytes).max().orElse(0);
    return ranked.stream().map(each -> of(each, dearest)).toList();
  }

  private static RankRow of(Opportunity each, double dearest) {
    var keepable = each.keepable().lossAvoided();
    return new RankRow(
        each.scope(),
        Words.count(each.workers(), "worker"),
        Bytes.of(each.lossBytes()),
        width(each.lossBytes(), dearest),
        each.keepable().workers() > 0,
        Bytes.of(keepable.bytes()),
        Bytes.range(keepable.low(), keepable.high()),
        width(Math.min(keepable.bytes(), each.lossBytes()), dearest),
        each.simulated());
  }

  private static String width(double bytes, double dearest) {
    double share = dearest <= 0 ? 0 : Math.clamp(bytes / dearest, 0, 1);
    return String.format(Locale.ROOT, "%.1f", share * 100);
  }
}
