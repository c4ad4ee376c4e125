package dev.cowbell.api.server.efficiency;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketchProtoBinding;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;

/** Merges DDSketches; the sum keeps their relative error of one per cent. */
final class SketchSum {
  /** As many bins as the sketches that are stored. */
  private static final int MOST_BINS = 2048;

  private @Nullable DDSketch sum;

  void add(DDSketch sketch) {
    if (sum == null) {
      sum = sketch.copy(); // Takes over the index mapping: only alike ones can be merged.
    } else {
      sum.mergeWith(sketch);
    }
  }

  /** Value that a share of the readings does not exceed; zero where there are none. */
  double quantile(double share) {
    return sum == null || sum.isEmpty() ? 0 : sum.getValueAtQuantile(share);
  }

  /** Five quantiles, none of them below zero. */
  Spread spread() {
    return new Spread(
        Math.max(0, quantile(0.1)),
        Math.max(0, quantile(0.25)),
        Math.max(0, quantile(0.5)),
        Math.max(0, quantile(0.75)),
        Math.max(0, quantile(0.9)));
  }

  /** A sketch as it is stored: a DDSketch as protobuf. */
  static DDSketch read(byte[] stored) {
    try {
      return DDSketchProtoBinding.fromProto(
          () -> new CollapsingLowestDenseStore(MOST_BINS),
          com.datadoghq.sketch.ddsketch.proto.DDSketch.parseFrom(stored));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "a stored roll-up holds a sketch that is not a DDSketch of " + stored.length + " bytes",
          e);
    }
  }
}
