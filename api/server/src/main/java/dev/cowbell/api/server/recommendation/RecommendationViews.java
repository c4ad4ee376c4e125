package dev.cowbell.api.server.recommendation;

import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.server.call.Page;
import dev.cowbell.api.server.call.PageRequest;
import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.database.Query;
import dev.cowbell.api.server.database.Views;
import java.util.List;

/** Reads what Cowbell advises. */
public final class RecommendationViews {
  private final Views views;

  public RecommendationViews(Views views) {
    this.views = views;
  }

  /** Recommendations by service, class and kind; an empty service or class stands for all. */
  public Page<Recommendation> list(String service, String hardwareClass, PageRequest page) {
    List<String> after = page.after();
    var rows =
        views.list(
            Query.of(
                StoredRecommendation.PAGE,
                service,
                service,
                hardwareClass,
                hardwareClass,
                after.get(0),
                after.get(1),
                number(after.get(2)),
                page.fetch()),
            StoredRecommendation::read);
    Page<StoredRecommendation> cut = page.cut(rows, StoredRecommendation::key);
    return new Page<>(
        cut.rows().stream().map(StoredRecommendation::recommendation).toList(), cut.nextToken());
  }

  /** All recommendations; an empty service or class stands for all. */
  public List<Recommendation> all(String service, String hardwareClass) {
    return views
        .list(
            Query.of(StoredRecommendation.MATCHING, service, service, hardwareClass, hardwareClass),
            StoredRecommendation::read)
        .stream()
        .map(StoredRecommendation::recommendation)
        .toList();
  }

  /** One recommendation; refuses an unknown one. */
  public Recommendation get(String id) {
    RecommendationId wanted = RecommendationId.parse(id);
    Query query = Query.of(StoredRecommendation.ONE, wanted.place(), wanted.kind().getNumber());
    return views.list(query, StoredRecommendation::read).stream()
        .map(StoredRecommendation::recommendation)
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "no recommendation has the id " + id + "; ListRecommendations names them"));
  }

  private static int number(String kind) {
    try {
      return kind.isEmpty() ? 0 : Integer.parseInt(kind);
    } catch (NumberFormatException e) {
      Refusal refusal =
          Refusal.invalid("page_token", "page_token is not the next_page_token of this list");
      refusal.initCause(e);
      throw refusal;
    }
  }
}
