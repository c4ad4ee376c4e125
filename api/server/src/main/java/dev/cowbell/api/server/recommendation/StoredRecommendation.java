package dev.cowbell.api.server.recommendation;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.RecommendationKind;
import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.listing.Field;
import dev.cowbell.api.server.listing.FieldType;
import dev.cowbell.api.server.listing.Listing;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A recommendation as it is stored: what it is looked up by, and the message itself. */
record StoredRecommendation(
    String service,
    String hardwareClass,
    int kind,
    Instant computedAt,
    Recommendation recommendation) {
  private static final String COLUMNS =
      "SELECT service_name, class_name, kind, computed_at, payload FROM api.recommendation ";

  /** The same with the kind by name; to be filtered, sorted and cut. */
  static final String LIST =
      """
      SELECT service_name, class_name, kind, computed_at, payload,
             CASE kind %s ELSE kind::text END AS kind_name
      FROM api.recommendation
      WHERE MATCHING
      """
          .formatted(
              Arrays.stream(RecommendationKind.values())
                  .filter(kind -> kind != RecommendationKind.UNRECOGNIZED)
                  .map(
                      kind ->
                          "WHEN %d THEN '%s'"
                              .formatted(kind.getNumber(), RecommendationId.of(kind)))
                  .collect(Collectors.joining(" ")));

  /** Empty service or class: all. */
  static final String MATCHING =
      COLUMNS
          + """
          WHERE MATCHING
          ORDER BY service_name, class_name, kind
          """;

  static final String FIRST = COLUMNS + "ORDER BY service_name, class_name, kind LIMIT ?";

  static final String ONE = COLUMNS + "WHERE service_name || '|' || class_name = ? AND kind = ?";

  /** An empty service: all. */
  static final String SINCE =
      COLUMNS
          + """
          WHERE MATCHING AND computed_at >= ?
          ORDER BY computed_at, service_name, class_name, kind
          """;

  static final Listing LISTING =
      new Listing(
          "recommendations",
          List.of(
              new Field("service", FieldType.TEXT, "service_name"),
              new Field("hardware_class", FieldType.TEXT, "class_name"),
              new Field("kind", FieldType.TEXT, "kind_name"),
              Field.of("computed_at", FieldType.TIME)),
          List.of("service", "hardware_class", "kind"));

  static StoredRecommendation read(Row row) {
    String service = row.text("service_name");
    String hardwareClass = row.text("class_name");
    int kind = row.smallNumber("kind");
    return new StoredRecommendation(
        service,
        hardwareClass,
        kind,
        row.requiredInstant("computed_at"),
        message(service, hardwareClass, kind, row.bytes("payload")));
  }

  /** The row says where the message belongs, whatever the message says. */
  private static Recommendation message(
      String service, String hardwareClass, int kind, byte[] payload) {
    try {
      RecommendationKind known = RecommendationKind.forNumber(kind);
      RecommendationKind kindOrOther = known == null ? RecommendationKind.UNRECOGNIZED : known;
      return Recommendation.parseFrom(payload).toBuilder()
          .setId(RecommendationId.of(service, hardwareClass, kindOrOther))
          .setService(service)
          .setHardwareClass(hardwareClass)
          .setKindValue(kind)
          .build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "the stored recommendation of kind %d for service %s on %s is not a Recommendation"
              .formatted(kind, service, hardwareClass),
          e);
    }
  }
}
