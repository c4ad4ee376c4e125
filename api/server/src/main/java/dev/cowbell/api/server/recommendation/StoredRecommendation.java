package dev.cowbell.api.server.recommendation;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.RecommendationKind;
import dev.cowbell.api.server.database.Row;
import java.util.List;

/** A recommendation as it is stored: what it is looked up by, and the message itself. */
record StoredRecommendation(
    String service, String hardwareClass, int kind, Recommendation recommendation) {
  private static final String COLUMNS =
      "SELECT service_name, class_name, kind, payload FROM api.recommendation ";

  /** Empty service or class: all. */
  static final String PAGE =
      COLUMNS
          + """
          WHERE (? = '' OR service_name = ?) AND (? = '' OR class_name = ?)
            AND (service_name, class_name, kind) > (?, ?, ?)
          ORDER BY service_name, class_name, kind
          LIMIT ?
          """;

  /** Empty service or class: all. */
  static final String MATCHING =
      COLUMNS
          + """
          WHERE (? = '' OR service_name = ?) AND (? = '' OR class_name = ?)
          ORDER BY service_name, class_name, kind
          """;

  static final String ONE = COLUMNS + "WHERE service_name || '|' || class_name = ? AND kind = ?";

  static StoredRecommendation read(Row row) {
    String service = row.text("service_name");
    String hardwareClass = row.text("class_name");
    int kind = row.smallNumber("kind");
    return new StoredRecommendation(
        service, hardwareClass, kind, message(service, hardwareClass, kind, row.bytes("payload")));
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

  List<String> key() {
    return List.of(service, hardwareClass, Integer.toString(kind));
  }
}
