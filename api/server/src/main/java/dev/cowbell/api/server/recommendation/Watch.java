package dev.cowbell.api.server.recommendation;

import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.WatchRecommendationsResponse;
import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.database.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Sends recommendations as they change, each at least once. It looks every other second; what was
 * recomputed and came out the same is not sent again on the same stream.
 */
public final class Watch {
  /** Rows become visible in the order of their commits, not of the moment they carry. */
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  /** Each remembers a hash of every recommendation it sent. */
  private static final int MOST_WATCHERS = 50;

  private final RecommendationViews recommendations;
  private final Duration look;
  private final Duration signOfLife;
  private final Semaphore places = new Semaphore(MOST_WATCHERS);

  public Watch(RecommendationViews recommendations, Duration look, Duration signOfLife) {
    this.recommendations = recommendations;
    this.look = look;
    this.signOfLife = signOfLife;
  }

  /** Sends until the caller goes away. */
  void send(
      String service,
      WatchToken token,
      Instant since,
      Consumer<WatchRecommendationsResponse> send,
      Patience patience) {
    if (!places.tryAcquire()) {
      throw Refusal.exhausted(
          "%d streams are watched already: try again later, or call ListRecommendations"
              .formatted(MOST_WATCHERS));
    }
    try {
      new Stream(service, token, since, send).run(patience);
    } finally {
      places.release();
    }
  }

  private final class Stream {
    private final String service;
    private final WatchToken token;
    private final Consumer<WatchRecommendationsResponse> send;
    private final Map<String, Long> sent = new HashMap<>();
    private Instant newest;
    private Instant from;
    private long lastSentNanos = System.nanoTime();

    Stream(
        String service,
        WatchToken token,
        Instant since,
        Consumer<WatchRecommendationsResponse> send) {
      this.service = service;
      this.token = token;
      this.send = send;
      newest = since;
      from = since.minus(OVERLAP);
    }

    void run(Patience patience) {
      while (patience.isWaiting()) {
        recommendations.since(service, from).forEach(this::change);
        if (newest.isAfter(from.plus(OVERLAP))) {
          from = newest.minus(OVERLAP);
        }
        if (System.nanoTime() - lastSentNanos > signOfLife.toNanos()) {
          send(WatchRecommendationsResponse.newBuilder());
        }
        patience.pause(look);
      }
    }

    private void change(StoredRecommendation stored) {
      if (stored.computedAt().isAfter(newest)) {
        newest = stored.computedAt();
      }
      Recommendation now = stored.recommendation();
      Long hash = ContentHash.of(now);
      if (!hash.equals(sent.put(now.getId(), hash))) {
        send(WatchRecommendationsResponse.newBuilder().setRecommendation(now));
      }
    }

    private void send(WatchRecommendationsResponse.Builder message) {
      send.accept(message.setResumeToken(token.at(newest)).build());
      lastSentNanos = System.nanoTime();
    }
  }
}
