package dev.cowbell.api.server.figure;

import com.google.protobuf.Timestamp;
import dev.cowbell.api.contract.v1.ByteReading;
import dev.cowbell.api.contract.v1.CountReading;
import java.time.Instant;

/** Figures and moments as callers of the API get them. */
public final class Readings {
  private Readings() {}

  public static ByteReading bytes(Figure figure) {
    return switch (figure) {
      case Figure.Known(long value) -> ByteReading.newBuilder().setBytes(value).build();
      case Figure.Missing(var reason) ->
          ByteReading.newBuilder().setUnavailable(Reasons.encode(reason)).build();
    };
  }

  public static CountReading count(Figure figure) {
    return switch (figure) {
      case Figure.Known(long value) -> CountReading.newBuilder().setCount(value).build();
      case Figure.Missing(var reason) ->
          CountReading.newBuilder().setUnavailable(Reasons.encode(reason)).build();
    };
  }

  public static Timestamp moment(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
  }

  public static Instant moment(Timestamp at) {
    return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
  }
}
