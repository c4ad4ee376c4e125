package dev.cowbell.api.server.efficiency;

import dev.cowbell.api.server.database.Query;
import dev.cowbell.api.server.database.Views;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what sharing is worth. */
public final class EfficiencyViews {
  private final Views views;

  public EfficiencyViews(Views views) {
    this.views = views;
  }

  /** Sharing against worker age, from readings taken within a span. */
  public SharingCurves curves(ServiceOnClass scope, Span span) {
    CurveMerge merge = new CurveMerge();
    views.each(
        Query.of(
            SharingPart.OF_SERVICE, scope.service(), scope.hardwareClass(), span.from(), span.to()),
        row -> merge.add(SharingPart.read(row)));
    return merge.curves();
  }

  /**
   * The same for many at once, means without a spread; an empty service or class stands for all.
   */
  public Map<ServiceOnClass, SharingCurves> means(String service, String hardwareClass, Span span) {
    return MeanPoint.curves(
        views.list(
            Query.of(
                MeanPoint.MATCHING,
                service,
                service,
                hardwareClass,
                hardwareClass,
                span.from(),
                span.to()),
            MeanPoint::read));
  }

  /** The day that ends with the newest roll-up: what a page shows of a history of any length. */
  public Span lastDay(ServiceOnClass scope) {
    Query newest = Query.of(SharingPart.NEWEST, scope.service(), scope.hardwareClass());
    return views.list(newest, row -> row.instant("newest_at")).stream()
        .flatMap(Optional::stream)
        .findFirst()
        .map(Span::dayUntil)
        .orElse(Span.ALWAYS);
  }

  /** Savings as last computed; an empty service or class stands for all. */
  public List<Saving> savings(String service, String hardwareClass) {
    return views.list(
        Query.of(Saving.MATCHING, service, service, hardwareClass, hardwareClass), Saving::read);
  }
}
