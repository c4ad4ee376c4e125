package dev.cowbell.collector.perf;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Set;

/**
 * Tries once to open a hardware counter, perf_event_open(2), to learn why there is none. Counting
 * itself is not in this version, so the answer is always a reason.
 */
@SuppressWarnings("restricted") // two system calls whose signatures are fixed by the kernel
public final class CounterProbe {
  private static final int ENOENT = 2;
  private static final int EPERM = 1;
  private static final int EACCES = 13;
  private static final int ENOSYS = 38;
  private static final int ATTR_BYTES = 128;
  private static final long PERF_COUNT_HW_INSTRUCTIONS = 1;

  private CounterProbe() {}

  /**
   * Why instructions, cycles and cache events are not counted on this host. Where the kernel lists
   * its event sources and there is no hardware among them, that is the answer, and the three
   * megabytes of a foreign call are saved.
   *
   * @param sysRoot usually /sys
   */
  public static Reading<Long> probe(Path sysRoot) {
    Set<String> sources = eventSources(sysRoot.resolve("bus/event_source/devices"));
    boolean noHardware =
        !sources.isEmpty() && sources.stream().noneMatch(CounterProbe::isProcessor);
    return noHardware ? reason(ENOENT) : tryToOpen();
  }

  private static Set<String> eventSources(Path folder) {
    String[] names = folder.toFile().list();
    return names == null ? Set.of() : Set.of(names);
  }

  /** Such as cpu, cpu_core, cpu_atom, armv8_pmuv3_0. */
  private static boolean isProcessor(String source) {
    return source.startsWith("cpu") || source.startsWith("arm");
  }

  static Reading<Long> tryToOpen() {
    long syscall = perfEventOpenNumber(System.getProperty("os.arch", ""));
    if (syscall < 0) {
      return Reading.unavailable(
          Reason.NOT_SUPPORTED, "counters are not known on this processor architecture");
    }
    try {
      return reason(errnoOfOpening(syscall));
    } catch (
        Throwable failure) { // MethodHandle.invokeExact declares it; nothing of this may stop the
      // collector.
      return Reading.unavailable(
          Reason.NOT_SUPPORTED, "perf_event_open could not be called: " + failure);
    }
  }

  private static long perfEventOpenNumber(String architecture) {
    return switch (architecture) {
      case "amd64" -> 298;
      case "aarch64" -> 241;
      default -> -1;
    };
  }

  static Reading<Long> reason(int errno) {
    return switch (errno) {
      case 0 ->
          Reading.unavailable(
              Reason.NOT_SUPPORTED,
              "this host has hardware counters; this version of the collector does not count them yet");
      case ENOENT ->
          Reading.unavailable(
              Reason.NOT_SUPPORTED, "no PMU: the kernel knows no hardware events (ENOENT)");
      case EPERM, EACCES ->
          Reading.unavailable(
              Reason.PERMISSION_DENIED,
              "perf_event_open is refused: run the collector with CAP_PERFMON or lower kernel.perf_event_paranoid");
      case ENOSYS ->
          Reading.unavailable(
              Reason.NOT_SUPPORTED, "the kernel is built without perf events (ENOSYS)");
      default ->
          Reading.unavailable(Reason.NOT_SUPPORTED, "perf_event_open failed with errno " + errno);
    };
  }

  /**
   * 0 where the event opened. It counts instructions of all processes on the first CPU, and is
   * closed at once.
   */
  private static int errnoOfOpening(long syscall) throws Throwable {
    Linker linker = Linker.nativeLinker();
    StructLayout captured = Linker.Option.captureStateLayout();
    FunctionDescriptor sixLongs =
        FunctionDescriptor.of(
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG);
    MethodHandle open =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("syscall"),
            sixLongs,
            Linker.Option.captureCallState("errno"));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(captured);
      MemorySegment attr = arena.allocate(ATTR_BYTES, 8);
      attr.set(ValueLayout.JAVA_INT, 4, ATTR_BYTES);
      attr.set(ValueLayout.JAVA_LONG, 8, PERF_COUNT_HW_INSTRUCTIONS);
      long fd = (long) open.invokeExact(state, syscall, attr, -1L, 0L, -1L, 0L);
      if (fd < 0) {
        return state.get(
            ValueLayout.JAVA_INT,
            captured.byteOffset(MemoryLayout.PathElement.groupElement("errno")));
      }
      close(linker, (int) fd);
      return 0;
    }
  }

  private static void close(Linker linker, int fd) throws Throwable {
    MethodHandle close =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("close"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    int ignored = (int) close.invokeExact(fd);
  }
}
