package dev.cowbell.api.server.efficiency;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.mapping.IndexMappingProtoBinding;
import com.datadoghq.sketch.ddsketch.proto.IndexMapping;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import com.datadoghq.sketch.ddsketch.store.Store;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Merges DDSketches as they are stored; the sum keeps their relative error of one per cent. */
final class SketchSum {
  /** As many bins as the sketches that are stored. */
  private static final int MOST_BINS = 2048;

  private final Store positive = new CollapsingLowestDenseStore(MOST_BINS);
  private final Store negative = new CollapsingLowestDenseStore(MOST_BINS);
  private double zeros;
  private @Nullable ByteString mapping;

  /** Takes a DDSketch in its library's protobuf form. */
  void add(ByteBuffer stored) {
    try {
      add(new StoredSketch(stored));
    } catch (IOException e) {
      throw new IllegalStateException(
          "a stored roll-up holds a sketch that is not a DDSketch of "
              + stored.remaining()
              + " bytes",
          e);
    }
  }

  private void add(StoredSketch sketch) throws IOException {
    CodedInputStream in = sketch.in();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case StoredSketch.MAPPING -> alike(in.readBytes());
        case StoredSketch.POSITIVE -> sketch.bins(positive);
        case StoredSketch.NEGATIVE -> sketch.bins(negative);
        case StoredSketch.ZEROS -> zeros += in.readDouble();
        default -> in.skipField(tag);
      }
    }
  }

  /** Bins of one mapping from values to bins cannot be added to bins of another. */
  private void alike(ByteString other) throws InvalidProtocolBufferException {
    if (mapping == null) {
      mapping = other;
    } else if (!mapping.equals(other)
        && !IndexMapping.parseFrom(mapping).equals(IndexMapping.parseFrom(other))) {
      throw new IllegalStateException(
          "stored roll-ups hold sketches that cannot be added up: one is made by %s, another by %s"
              .formatted(IndexMapping.parseFrom(mapping), IndexMapping.parseFrom(other)));
    }
  }

  /** Five quantiles, none of them below zero; zero where nothing was added. */
  Spread spread() {
    if (mapping == null || (positive.isEmpty() && negative.isEmpty() && zeros == 0)) {
      return new Spread(0, 0, 0, 0, 0);
    }
    double[] at = sum(mapping).getValuesAtQuantiles(new double[] {0.1, 0.25, 0.5, 0.75, 0.9});
    return new Spread(
        Math.max(0, at[0]),
        Math.max(0, at[1]),
        Math.max(0, at[2]),
        Math.max(0, at[3]),
        Math.max(0, at[4]));
  }

  private DDSketch sum(ByteString of) {
    try {
      return DDSketch.of(
          IndexMappingProtoBinding.fromProto(IndexMapping.parseFrom(of)),
          negative,
          positive,
          zeros);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored roll-up holds a sketch without its mapping", e);
    }
  }
}
