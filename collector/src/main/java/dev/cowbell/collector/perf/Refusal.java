package dev.cowbell.collector.perf;

import dev.cowbell.collector.kernel.Errno;
import dev.cowbell.collector.kernel.SystemCallException;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;

/** Why the kernel would not count, and what would make it. */
final class Refusal {
  private Refusal() {}

  static <T> Reading<T> of(SystemCallException failure) {
    int errno = failure.errno();
    if (Errno.isRefusal(errno)) {
      return Reading.unavailable(
          Reason.PERMISSION_DENIED,
          "perf events are refused: run with CAP_PERFMON (before Linux 5.8 CAP_SYS_ADMIN), or lower kernel.perf_event_paranoid to -1; in a container its seccomp profile has to allow perf_event_open too");
    }
    return switch (errno) {
      case Errno.ESRCH -> Reading.unavailable(Reason.PROCESS_EXITED, "the process has left");
      case Errno.EMFILE ->
          Reading.unavailable(
              Reason.NOT_SUPPORTED, "too many open files: raise the limit, ulimit -n");
      default -> Reading.unavailable(Reason.NOT_SUPPORTED, String.valueOf(failure.getMessage()));
    };
  }
}
