package dev.cowbell.aggregator.store;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cowbell.aggregator.limit.Settled;
import dev.cowbell.aggregator.recommend.Kind;
import dev.cowbell.api.contract.v1.Recommendation;
import java.sql.Connection;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The figures that were advised last, and since when they stand. */
final class StandingAdvice {

  private static final String SELECT =
      """
      SELECT payload FROM recommendation
      WHERE service_key = (SELECT service_key FROM service WHERE name = ?)
        AND class_key = (SELECT class_key FROM hardware_class WHERE name = ?)
      """;

  private StandingAdvice() {}

  static Map<Kind, Settled> of(Connection connection, ServiceOnClass about) {
    Map<Kind, Settled> standing = new EnumMap<>(Kind.class);
    new Query(SELECT, about.service(), about.hardwareClass())
        .read(connection, row -> parsed(row.getBytes(1)))
        .forEach(message -> add(standing, message));
    return standing;
  }

  private static Recommendation parsed(byte[] payload) {
    try {
      return Recommendation.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored recommendation is not one", e);
    }
  }

  private static void add(Map<Kind, Settled> standing, Recommendation message) {
    double since = message.getAdvisedSince().getSeconds();
    switch (message.getKind()) {
      case RECOMMENDATION_KIND_WORKER_RSS_LIMIT ->
          put(standing, Kind.WORKER_RSS_LIMIT, message, since);
      case RECOMMENDATION_KIND_WORKER_COUNT -> put(standing, Kind.WORKER_COUNT, message, since);
      case RECOMMENDATION_KIND_MEMORY_REQUEST -> put(standing, Kind.MEMORY_REQUEST, message, since);
      case RECOMMENDATION_KIND_GC_POLICY, RECOMMENDATION_KIND_UNSPECIFIED, UNRECOGNIZED -> {
        // No figure that could flap.
      }
    }
  }

  private static void put(
      Map<Kind, Settled> standing, Kind kind, Recommendation message, double since) {
    figure(message).ifPresent(value -> standing.put(kind, new Settled(value, since)));
  }

  private static OptionalDouble figure(Recommendation message) {
    return switch (message.getVerdictCase()) {
      case LIMIT -> OptionalDouble.of((double) message.getLimit().getUssLimitBytes());
      case COUNT -> OptionalDouble.of(message.getCount().getWorkers());
      case REQUEST -> OptionalDouble.of((double) message.getRequest().getBytes());
      case POLICY, INSUFFICIENT, VERDICT_NOT_SET -> OptionalDouble.empty();
    };
  }
}
