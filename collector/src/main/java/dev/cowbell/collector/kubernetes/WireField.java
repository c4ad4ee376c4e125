package dev.cowbell.collector.kubernetes;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;

/**
 * One field of a protobuf message whose class is not there
 * (protobuf.dev/programming-guides/encoding).
 *
 * @param bytes of a text or a message; empty for a number
 * @param value of a number; 0 for anything else
 */
record WireField(int number, ByteString bytes, long value) {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;

  /** What is done with each field. */
  @FunctionalInterface
  interface Reader {
    void read(WireField field) throws IOException;
  }

  /**
   * Reads the fields of a message in their order.
   *
   * @throws IOException where it is none
   */
  static void each(ByteString message, Reader reader) throws IOException {
    CodedInputStream in = message.newCodedInput();
    for (int tag; (tag = in.readTag()) != 0; ) {
      switch (tag & 7) {
        case LENGTH_DELIMITED -> reader.read(new WireField(tag >>> 3, in.readBytes(), 0));
        case VARINT ->
            reader.read(new WireField(tag >>> 3, ByteString.EMPTY, in.readRawVarint64()));
        default -> in.skipField(tag);
      }
    }
  }

  /** Key and value of an entry of a map of texts. */
  String[] pair() throws IOException {
    String[] pair = {"", ""};
    each(
        bytes,
        field -> {
          if (field.number == 1 || field.number == 2) {
            pair[field.number - 1] = field.text();
          }
        });
    return pair;
  }

  String text() {
    return bytes.toStringUtf8();
  }
}
