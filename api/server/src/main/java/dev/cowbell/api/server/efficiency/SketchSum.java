package dev.cowbell.api.server.efficiency;

import com.datadoghq.sketch.ddsketch.DDSketchProtoBinding;
import com.datadoghq.sketch.ddsketch.proto.DDSketch;
import com.datadoghq.sketch.ddsketch.proto.IndexMapping;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import com.datadoghq.sketch.ddsketch.store.Store;
import com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;

/** Merges DDSketches; the sum keeps their relative error of one per cent. */
final class SketchSum {
  /** As many bins as the sketches that are stored. */
  private static final int MOST_BINS = 2048;

  private com.datadoghq.sketch.ddsketch.@Nullable DDSketch sum;
  private IndexMapping mapping = IndexMapping.getDefaultInstance();

  void add(DDSketch stored) {
    if (sum == null) {
      sum = sketch(stored); // Takes over the index mapping: only alike ones can be merged.
      mapping = stored.getMapping();
    } else if (stored.getMapping().equals(mapping)) {
      add(sum.getPositiveValueStore(), stored.getPositiveValues());
      add(sum.getNegativeValueStore(), stored.getNegativeValues());
      if (stored.getZeroCount() > 0) {
        sum.accept(0, stored.getZeroCount());
      }
    } else {
      sum.mergeWith(sketch(stored)); // Says what differs.
    }
  }

  /** Without a sketch in between: an answer may rest on thousands of rows. */
  private static void add(Store to, com.datadoghq.sketch.ddsketch.proto.Store bins) {
    int first = bins.getContiguousBinIndexOffset();
    for (int i = 0; i < bins.getContiguousBinCountsCount(); i++) {
      double count = bins.getContiguousBinCounts(i);
      if (count > 0) {
        to.add(first + i, count);
      }
    }
    bins.getBinCountsMap().forEach(to::add);
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

  private static com.datadoghq.sketch.ddsketch.DDSketch sketch(DDSketch stored) {
    return DDSketchProtoBinding.fromProto(() -> new CollapsingLowestDenseStore(MOST_BINS), stored);
  }

  /** A sketch as it is stored: a DDSketch as protobuf. */
  static DDSketch read(byte[] stored) {
    try {
      return DDSketch.parseFrom(stored);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "a stored roll-up holds a sketch that is not a DDSketch of " + stored.length + " bytes",
          e);
    }
  }
}
