package dev.cowbell.aggregator.rollup;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.store.Store;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * A DDSketch (Masson et al., VLDB 2019) as its own protobuf message. The library writes that form
 * and cannot read it, so reading is here: mapping = 1, positiveValues = 2, negativeValues = 3,
 * zeroCount = 4; a store is binCounts = 1, contiguousBinCounts = 2, contiguousBinIndexOffset = 3.
 */
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
    ByteBuffer buffer = sketch.serialize();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  static DDSketch parse(byte[] bytes) {
    try {
      return parse(CodedInputStream.newInstance(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("not a DDSketch of %d bytes".formatted(bytes.length), e);
    }
  }

  private static DDSketch parse(CodedInputStream in) throws IOException {
    DDSketch sketch = emptySketch();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> checkMapping(in.readByteBuffer(), sketch);
        case 2 -> parseStore(in.readByteBuffer(), sketch.getPositiveValueStore());
        case 3 -> parseStore(in.readByteBuffer(), sketch.getNegativeValueStore());
        case 4 -> addZeros(in.readDouble(), sketch);
        default -> in.skipField(tag);
      }
    }
    return sketch;
  }

  private static void addZeros(double count, DDSketch sketch) {
    if (count > 0) {
      sketch.accept(0, count);
    }
  }

  private static void checkMapping(ByteBuffer bytes, DDSketch sketch) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 1) {
        checkGamma(in.readDouble(), sketch);
      } else {
        in.skipField(tag);
      }
    }
  }

  private static void checkGamma(double gamma, DDSketch sketch) throws IOException {
    double accuracy = (gamma - 1) / (gamma + 1);
    if (Math.abs(accuracy - sketch.getIndexMapping().relativeAccuracy()) > 1e-9) {
      throw new IOException(
          "sketch of relative accuracy %s, expected %s".formatted(accuracy, RELATIVE_ACCURACY));
    }
  }

  private static void parseStore(ByteBuffer bytes, Store store) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    double[] counts = {};
    int offset = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> parseBin(in.readByteBuffer(), store);
        case 2 -> counts = doubles(in.readByteBuffer());
        case 3 -> offset = in.readSInt32();
        default -> in.skipField(tag);
      }
    }
    for (int i = 0; i < counts.length; i++) {
      store.add(offset + i, counts[i]);
    }
  }

  private static void parseBin(ByteBuffer bytes, Store store) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    int index = 0;
    double count = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> index = in.readSInt32();
        case 2 -> count = in.readDouble();
        default -> in.skipField(tag);
      }
    }
    store.add(index, count);
  }

  private static double[] doubles(ByteBuffer packed) throws IOException {
    double[] counts = new double[packed.remaining() / Double.BYTES];
    CodedInputStream in = CodedInputStream.newInstance(packed);
    for (int i = 0; i < counts.length; i++) {
      counts[i] = in.readDouble();
    }
    return counts;
  }
}
