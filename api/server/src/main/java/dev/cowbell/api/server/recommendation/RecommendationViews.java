package dev.cowbell.api.server.recommendation;

import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.StageRequest;
import dev.cowbell.api.server.call.Page;
import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.database.Query;
import dev.cowbell.api.server.database.Views;
import dev.cowbell.api.server.fleet.Matching;
import dev.cowbell.api.server.listing.ListRequest;
import dev.cowbell.api.server.listing.SqlList;
import java.time.Instant;
import java.util.List;

/** Reads what Cowbell advises. */
public final class RecommendationViews {
  private final Views views;

  public RecommendationViews(Views views) {
    this.views = views;
  }

  /** Recommendations; an empty service or class stands for all. */
  public Page<Recommendation> list(String service, String hardwareClass, ListRequest request) {
    Query matching = new Matching(service, hardwareClass).query(StoredRecommendation.LIST);
    Page<StoredRecommendation> page =
        SqlList.page(views, matching, request, StoredRecommendation::read);
    return new Page<>(
        page.rows().stream().map(StoredRecommendation::recommendation).toList(), page.nextToken());
  }

  /** All recommendations; an empty service or class stands for all. */
  public List<Recommendation> all(String service, String hardwareClass) {
    return views
        .list(
            new Matching(service, hardwareClass).query(StoredRecommendation.MATCHING),
            StoredRecommendation::read)
        .stream()
        .map(StoredRecommendation::recommendation)
        .toList();
  }

  /** The first so many, by service and class. */
  public List<Recommendation> first(int most) {
    return views
        .few(Query.of(StoredRecommendation.FIRST, most), StoredRecommendation::read)
        .stream()
        .map(StoredRecommendation::recommendation)
        .toList();
  }

  /** Those computed since a moment, the earliest first; an empty service stands for all. */
  List<StoredRecommendation> since(String service, Instant moment) {
    return views.list(
        new Matching(service, "").query(StoredRecommendation.SINCE, moment),
        StoredRecommendation::read);
  }

  /** One recommendation; refuses an unknown one. */
  public Recommendation get(String id) {
    return stored(id).recommendation();
  }

  /** One recommendation as it is stored; refuses an unknown one. */
  StoredRecommendation stored(String id) {
    RecommendationId wanted = RecommendationId.parse(id);
    Query query = Query.of(StoredRecommendation.ONE, wanted.place(), wanted.kind().getNumber());
    return views.few(query, StoredRecommendation::read).stream()
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "no recommendation has the id " + id + "; ListRecommendations names them"));
  }

  /** What operators asked of its stage, the newest first. */
  List<StageRequest> stageRequests(StoredRecommendation of) {
    return views.few(
        Query.of(StoredStageRequest.OF, of.service(), of.hardwareClass(), of.kind()),
        StoredStageRequest::read);
  }
}
