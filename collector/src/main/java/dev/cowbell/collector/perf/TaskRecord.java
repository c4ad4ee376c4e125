package dev.cowbell.collector.perf;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One process that was forked, has ended or runs another program.
 *
 * @param bootNanos since boot
 */
record TaskRecord(Kind kind, int pid, int parentPid, long bootNanos) {
  static final int HEADER_BYTES = 8;

  private static final int COMM = 3;
  private static final int EXIT = 4;
  private static final int FORK = 7;
  private static final int COMM_BY_EXEC = 1 << 13;
  private static final int PARENT = HEADER_BYTES + 4;
  private static final int THREAD = HEADER_BYTES + 8;
  private static final int LEAST_BYTES = 24;

  /** What happened. */
  enum Kind {
    FORKED,
    EXITED,
    REPLACED_PROGRAM
  }

  /** That record, unless it is of a thread, of a name that merely changed, or of something else. */
  static Optional<TaskRecord> parse(ByteBuffer ring, int at, int size) {
    if (size < LEAST_BYTES) {
      return Optional.empty();
    }
    int pid = ring.getInt(at + HEADER_BYTES);
    boolean isProcess = pid == ring.getInt(at + THREAD);
    long nanos = ring.getLong(at + size - Long.BYTES);
    return switch (ring.getInt(at)) {
      case FORK -> record(Kind.FORKED, pid, ring.getInt(at + PARENT), nanos, isProcess);
      case EXIT -> record(Kind.EXITED, pid, ring.getInt(at + PARENT), nanos, isProcess);
      case COMM ->
          record(Kind.REPLACED_PROGRAM, pid, 0, nanos, (ring.getShort(at + 4) & COMM_BY_EXEC) != 0);
      default -> Optional.empty();
    };
  }

  void tell(TaskSink sink) {
    long millis = TimeUnit.NANOSECONDS.toMillis(bootNanos);
    switch (kind) {
      case FORKED -> sink.forked(pid, parentPid, millis);
      case EXITED -> sink.exited(pid, millis);
      case REPLACED_PROGRAM -> sink.replacedProgram(pid);
    }
  }

  private static Optional<TaskRecord> record(
      Kind kind, int pid, int parentPid, long nanos, boolean wanted) {
    return wanted ? Optional.of(new TaskRecord(kind, pid, parentPid, nanos)) : Optional.empty();
  }
}
