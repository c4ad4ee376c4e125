package dev.cowbell.collector.perf;

/** The error numbers that perf_event_open(2) is known to answer, the same on x86 and Arm. */
final class Errno {
  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int ESRCH = 3;
  static final int EBADF = 9;
  static final int EACCES = 13;
  static final int EBUSY = 16;
  static final int ENODEV = 19;
  static final int EINVAL = 22;
  static final int EMFILE = 24;
  static final int ENOSYS = 38;
  static final int EOPNOTSUPP = 95;

  private Errno() {}

  static boolean isRefusal(int errno) {
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
