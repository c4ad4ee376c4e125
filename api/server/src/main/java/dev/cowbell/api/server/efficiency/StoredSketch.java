package dev.cowbell.api.server.efficiency;

import com.datadoghq.sketch.ddsketch.store.Store;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the bins of a DDSketch in its library's protobuf form (DDSketch.proto of sketches-java).
 * The library's own messages hold an object for every bin, and an answer may rest on thousands of
 * sketches of a hundred bins: here nothing is made but the reader itself.
 */
final class StoredSketch {
  static final int MAPPING = 1 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  static final int POSITIVE = 2 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  static final int NEGATIVE = 3 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  static final int ZEROS = 4 << 3 | WireFormat.WIRETYPE_FIXED64;

  private static final int BIN = 1 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  private static final int COUNTS = 2 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  private static final int FIRST_INDEX = 3 << 3 | WireFormat.WIRETYPE_VARINT;
  private static final int KEY = 1 << 3 | WireFormat.WIRETYPE_VARINT;
  private static final int VALUE = 2 << 3 | WireFormat.WIRETYPE_FIXED64;

  private final ByteBuffer bytes;
  private final CodedInputStream in;

  /**
   * Begins to read.
   *
   * @param bytes the whole message, from the buffer's first byte
   */
  StoredSketch(ByteBuffer bytes) {
    this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.in = CodedInputStream.newInstance(bytes);
  }

  /** The message's own fields. */
  CodedInputStream in() {
    return in;
  }

  /** Adds the bins of the message that comes next. */
  void bins(Store to) throws IOException {
    int end = in.pushLimit(in.readRawVarint32());
    int countsAt = 0;
    int counts = 0;
    int first = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case BIN -> bin(to);
        case COUNTS -> {
          int length = in.readRawVarint32();
          countsAt = in.getTotalBytesRead();
          counts = length / Double.BYTES;
          in.skipRawBytes(length);
        }
        case FIRST_INDEX -> first = in.readSInt32();
        default -> in.skipField(tag);
      }
    }
    in.popLimit(end);
    // The last one first: then the sum makes room once.
    for (int i = counts - 1; i >= 0; i--) {
      double count = bytes.getDouble(countsAt + i * Double.BYTES);
      if (count > 0) {
        to.add(first + i, count);
      }
    }
  }

  private void bin(Store to) throws IOException {
    int end = in.pushLimit(in.readRawVarint32());
    int index = 0;
    double count = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case KEY -> index = in.readSInt32();
        case VALUE -> count = in.readDouble();
        default -> in.skipField(tag);
      }
    }
    in.popLimit(end);
    if (count > 0) {
      to.add(index, count);
    }
  }
}
