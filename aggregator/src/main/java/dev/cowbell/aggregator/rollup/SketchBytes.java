package dev.cowbell.aggregator.rollup;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketchProtoBinding;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;

/** A DDSketch (Masson et al., VLDB 2019) as its own protobuf message. */
final class SketchBytes {

  private static final double RELATIVE_ACCURACY = 0.01;
  private static final int MAX_BINS = 2048;

  private SketchBytes() {}

  /**
   * 2048 bins of one per cent span 17 decades, so sketches of bytes never collapse and merge
   * exactly.
   */
  static DDSketch emptySketch() {
    return DDSketches.logarithmicCollapsingLowestDense(RELATIVE_ACCURACY, MAX_BINS);
  }

  static byte[] write(DDSketch sketch) {
    // The same message as by the library's protobuf classes, without an object for each part of it.
    ByteBuffer buffer = sketch.serialize();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  static DDSketch parse(byte[] bytes) {
    try {
      return DDSketchProtoBinding.fromProto(
          () -> new CollapsingLowestDenseStore(MAX_BINS),
          com.datadoghq.sketch.ddsketch.proto.DDSketch.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a DDSketch: %d bytes".formatted(bytes.length), e);
    }
  }
}
