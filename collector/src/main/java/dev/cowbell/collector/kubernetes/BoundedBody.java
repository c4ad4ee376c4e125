package dev.cowbell.collector.kubernetes;

import java.io.IOException;
import java.io.InputStream;

/** As many bytes as were announced. */
final class BoundedBody extends InputStream {
  private final InputStream in;
  private long left;

  BoundedBody(InputStream in, long length) {
    this.in = in;
    left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int read = in.read(into, offset, (int) Math.min(length, left));
    left -= Math.max(read, 0);
    return read;
  }
}
