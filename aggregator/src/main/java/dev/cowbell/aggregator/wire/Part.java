package dev.cowbell.aggregator.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;

/** A message inside another one. */
interface Part {

  /** Reads its fields up to the limit that is set. */
  void fields(CodedInputStream in) throws IOException;

  /** Reads a part whose length comes next. */
  static void read(CodedInputStream in, Part part) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    part.fields(in);
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
