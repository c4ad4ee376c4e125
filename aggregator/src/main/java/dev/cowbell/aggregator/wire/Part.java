package dev.cowbell.aggregator.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;

/** A message inside another one. */
final class Part {

  private Part() {}

  /** Where its length comes next: from now on reading ends with it. The limit is for its end. */
  static int begin(CodedInputStream in) throws IOException {
    return in.pushLimit(in.readRawVarint32());
  }

  static void end(CodedInputStream in, int limit) throws IOException {
    in.checkLastTagWas(0);
    in.popLimit(limit);
  }

  /** Passes over a field that is not known here. */
  static void skip(CodedInputStream in, int tag) throws IOException {
    if (!in.skipField(tag)) {
      throw new InvalidProtocolBufferException("the end of a group that did not begin");
    }
  }
}
