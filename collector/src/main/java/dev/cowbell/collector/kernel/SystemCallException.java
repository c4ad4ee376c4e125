package dev.cowbell.collector.kernel;

import java.io.IOException;

/** The kernel refused a system call, and said why by number, errno(3). */
public final class SystemCallException extends IOException {
  private static final long serialVersionUID = 1;

  private final int errno;

  SystemCallException(String call, int errno) {
    super(call + " failed: " + Errno.name(errno));
    this.errno = errno;
  }

  /** The number. */
  public int errno() {
    return errno;
  }
}
