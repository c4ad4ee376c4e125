package dev.cowbell.api.server.efficiency;

import dev.cowbell.api.server.call.Page;
import dev.cowbell.api.server.database.Query;
import dev.cowbell.api.server.database.Views;
import dev.cowbell.api.server.fleet.Matching;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import dev.cowbell.api.server.listing.ListRequest;
import dev.cowbell.api.server.listing.SqlList;
import java.time.Duration;
import java.time.Instant;
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
    views.each(SharingPart.of(scope, span), row -> merge.add(SharingPart.read(row)));
    return merge.curves();
  }

  /**
   * The same for many at once, means without a spread; an empty service or class stands for all.
   */
  public Map<ServiceOnClass, SharingCurves> means(String service, String hardwareClass, Span span) {
    return MeanPoint.curves(
        views.list(
            new Matching(service, hardwareClass).query(MeanPoint.MATCHING, span.from(), span.to()),
            MeanPoint::read));
  }

  /** The day that ends with the newest roll-up: what a page shows of a history of any length. */
  public Span lastDay(ServiceOnClass scope) {
    Query newest = Query.of(SharingPart.NEWEST, scope.service(), scope.hardwareClass());
    return views.few(newest, row -> row.instant("newest_at")).stream()
        .flatMap(Optional::stream)
        .findFirst()
        .map(Span::dayUntil)
        .orElse(Span.ALWAYS);
  }

  /** What a series shows: a span asked for without a beginning begins a day before its end. */
  Span lastDayWithin(ServiceOnClass scope, Span asked) {
    Instant end = asked.to();
    if (end.equals(Span.ALWAYS.to())) {
      Span newest = lastDay(scope);
      end = newest.to().isAfter(asked.from()) ? newest.to() : end;
    }
    Instant from =
        asked.from().equals(Span.ALWAYS.from()) ? end.minus(Duration.ofDays(1)) : asked.from();
    return new Span(from, end);
  }

  /** Savings as last computed; an empty service or class stands for all. */
  public List<Saving> savings(String service, String hardwareClass) {
    return views.list(
        new Matching(service, hardwareClass).query(Saving.MATCHING + Saving.ORDER), Saving::read);
  }

  /** One page of them. */
  Page<Saving> savings(String service, String hardwareClass, ListRequest request) {
    Query matching = new Matching(service, hardwareClass).query(Saving.MATCHING);
    return SqlList.page(views, matching, request, Saving::read);
  }

  /**
   * One figure over time, the spans by rising time; one more than the most that are wanted tells of
   * too many.
   */
  List<SeriesPoint> series(SeriesQuery asked) {
    return views.few(asked.query(), SeriesPoint::read);
  }

  /** Arms of which anything was read within a span. */
  List<String> arms(ServiceOnClass scope, Span span) {
    return views.few(
        Query.of(SeriesPoint.ARMS, scope.service(), scope.hardwareClass(), span.from(), span.to()),
        row -> row.text("arm_name"));
  }
}
