package dev.cowbell.collector.perf;

import dev.cowbell.collector.kernel.SystemCallException;
import dev.cowbell.collector.kernel.SystemCalls;
import java.io.Closeable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** One open event. Not for several threads. */
final class EventFile implements Closeable {
  static final int NO_GROUP = -1;
  static final int ANY_CPU = -1;
  static final int ALL_PROCESSES = -1;

  private static final long ENABLE = 0x2400;
  private static final long SET_FILTER = 0x40082406;

  private final int file;

  private EventFile(int file) {
    this.file = file;
  }

  /**
   * Opens it: switched off, or in a group as its leader is.
   *
   * @param thread or {@link #ALL_PROCESSES}
   * @param cpu or {@link #ANY_CPU}
   * @param group number of the leader's file, or {@link #NO_GROUP}
   */
  static EventFile open(EventAttributes attributes, int thread, int cpu, int group)
      throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment wanted = attributes.in(arena, group == NO_GROUP);
      return new EventFile(SystemCalls.perfEventOpen(wanted, thread, cpu, group));
    }
  }

  int number() {
    return file;
  }

  /** Lets the kernel look only at those hits of a tracepoint for which this holds. */
  void filter(String expression) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      SystemCalls.ioctl(file, SET_FILTER, arena.allocateFrom(expression).address());
    }
  }

  /** Begins to count, with its group where it leads one. */
  void enable() throws SystemCallException {
    SystemCalls.ioctl(file, ENABLE, 0);
  }

  /** What it says now, as many numbers as its read contents make; fewer where its CPU has gone. */
  long[] read(int numbers) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment into = arena.allocate(ValueLayout.JAVA_LONG, numbers);
      int bytes = SystemCalls.read(file, into);
      return into.asSlice(0, bytes - bytes % Long.BYTES).toArray(ValueLayout.JAVA_LONG);
    }
  }

  @Override
  public void close() throws SystemCallException {
    SystemCalls.close(file);
  }
}
