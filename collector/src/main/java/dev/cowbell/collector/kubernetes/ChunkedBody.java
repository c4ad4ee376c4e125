package dev.cowbell.collector.kubernetes;

import java.io.IOException;
import java.io.InputStream;

/** Chunks, each behind its length in hexadecimal digits (RFC 9112, 7.1). */
final class ChunkedBody extends InputStream {
  private final InputStream in;
  private long left;
  private boolean isFirst = true;
  private boolean isEnd;

  ChunkedBody(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (left == 0 && !isEnd) {
      nextChunk();
    }
    if (isEnd) {
      return -1;
    }
    int read = in.read(into, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw new IOException("the answer ends within a chunk");
    }
    left -= read;
    return read;
  }

  private void nextChunk() throws IOException {
    if (!isFirst) {
      ApiConnection.line(in); // the end of the chunk before
    }
    isFirst = false;
    String size = ApiConnection.line(in).split(";", 2)[0].strip();
    if (!size.matches("[0-9A-Fa-f]{1,8}")) {
      throw new IOException("the length of a chunk is \"" + size + "\"");
    }
    left = Long.parseLong(size, 16);
    isEnd = left == 0;
  }
}
