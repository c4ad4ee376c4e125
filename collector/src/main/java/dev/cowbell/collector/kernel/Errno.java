package dev.cowbell.collector.kernel;

/**
 * Error numbers, errno(3), that the calls used here are known to answer; the same on x86 and Arm.
 */
public final class Errno {
  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int ESRCH = 3;
  public static final int EBADF = 9;
  public static final int EACCES = 13;
  public static final int EBUSY = 16;
  public static final int ENODEV = 19;
  public static final int EINVAL = 22;
  public static final int EMFILE = 24;
  public static final int ENOSYS = 38;
  public static final int EOPNOTSUPP = 95;

  private Errno() {}

  /** Whether a permission is missing. */
  public static boolean isRefusal(int errno) {
    return errno == EPERM || errno == EACCES;
  }

  static String name(int errno) {
    return switch (errno) {
      case EPERM -> "EPERM, not permitted";
      case ENOENT -> "ENOENT, the kernel does not know this event";
      case ESRCH -> "ESRCH, no such process";
      case EBADF -> "EBADF, not an open file";
      case EACCES -> "EACCES, permission denied";
      case EBUSY -> "EBUSY, the counters are taken";
      case ENODEV -> "ENODEV, no such CPU";
      case EINVAL -> "EINVAL, not in this combination";
      case EMFILE -> "EMFILE, too many open files";
      case ENOSYS -> "ENOSYS, not in this kernel";
      case EOPNOTSUPP -> "EOPNOTSUPP, not on this processor";
      default -> "error " + errno;
    };
  }
}
