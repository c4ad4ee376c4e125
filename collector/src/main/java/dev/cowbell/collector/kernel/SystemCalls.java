package dev.cowbell.collector.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The few system calls that the collector needs and Java has not. All go through one foreign
 * function, syscall(2), since every function more costs memory for good; memory is written and read
 * as byte buffers, for which no access code is generated. An architecture whose numbers are not
 * known answers ENOSYS to all.
 */
@SuppressWarnings("restricted") // one C function whose signature the kernel has fixed
public final class SystemCalls {
  private static final long NONE = 0;
  private static final Numbers NUMBERS = Numbers.of(System.getProperty("os.arch", ""));
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO =
      STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle SYSCALL = link();

  /** Numbers of system calls, arch/x86/entry/syscalls/syscall_64.tbl, asm-generic/unistd.h. */
  private record Numbers(
      int read,
      int close,
      int mmap,
      int munmap,
      int madvise,
      int ioctl,
      int clockGettime,
      int perfEventOpen) {
    static final int UNKNOWN = -1;

    static Numbers of(String architecture) {
      return switch (architecture) {
        case "amd64" -> new Numbers(0, 3, 9, 11, 28, 16, 228, 298);
        case "aarch64" -> new Numbers(63, 57, 222, 215, 233, 29, 113, 241);
        default ->
            new Numbers(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);
      };
    }
  }

  private SystemCalls() {}

  private static MethodHandle link() {
    FunctionDescriptor sevenLongs =
        FunctionDescriptor.of(
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG);
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("syscall"),
        sevenLongs,
        Linker.Option.captureCallState("errno"));
  }

  /**
   * perf_event_open(2).
   *
   * @param process a thread's id, or -1 for all
   * @param cpu a CPU, or -1 for any
   * @param group the file of the group's leader, or -1
   */
  public static int perfEventOpen(MemorySegment attributes, int process, int cpu, int group)
      throws SystemCallException {
    long closeOnExec = 8;
    return (int)
        call(
            "perf_event_open",
            NUMBERS.perfEventOpen,
            attributes.address(),
            process,
            cpu,
            group,
            closeOnExec,
            NONE);
  }

  /** ioctl(2), whose answer is nothing but success. */
  public static void ioctl(int file, long request, long argument) throws SystemCallException {
    call("ioctl", NUMBERS.ioctl, file, request, argument, NONE, NONE, NONE);
  }

  /** How many bytes were read; 0 at the end. */
  public static int read(int file, MemorySegment into) throws SystemCallException {
    return (int)
        call("read", NUMBERS.read, file, into.address(), into.byteSize(), NONE, NONE, NONE);
  }

  /** Memory shared with the kernel, to read and to write. */
  public static MemorySegment map(int file, long bytes) throws SystemCallException {
    long readAndWrite = 3;
    long shared = 1;
    long address = call("mmap", NUMBERS.mmap, NONE, bytes, readAndWrite, shared, file, NONE);
    return MemorySegment.ofAddress(address).reinterpret(bytes);
  }

  /** munmap(2). */
  public static void unmap(MemorySegment memory) throws SystemCallException {
    call("munmap", NUMBERS.munmap, memory.address(), memory.byteSize(), NONE, NONE, NONE, NONE);
  }

  /** madvise(2) for a mapping of this process, by its address. */
  public static void advise(long address, long bytes, int advice) throws SystemCallException {
    call("madvise", NUMBERS.madvise, address, bytes, advice, NONE, NONE, NONE);
  }

  /** CPU time of all threads of this process, clock_gettime(2). */
  public static long processCpuNanos() throws SystemCallException {
    long cpuTimeOfProcess = 2;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(2 * Long.BYTES, Long.BYTES);
      call(
          "clock_gettime",
          NUMBERS.clockGettime,
          cpuTimeOfProcess,
          time.address(),
          NONE,
          NONE,
          NONE,
          NONE);
      ByteBuffer answer = time.asByteBuffer().order(ByteOrder.nativeOrder());
      return answer.getLong() * 1_000_000_000 + answer.getLong();
    }
  }

  /** close(2). */
  public static void close(int file) throws SystemCallException {
    call("close", NUMBERS.close, file, NONE, NONE, NONE, NONE, NONE);
  }

  private static long call(String name, int number, long a, long b, long c, long d, long e, long f)
      throws SystemCallException {
    if (number == Numbers.UNKNOWN) {
      throw new SystemCallException(name + " on this processor architecture", Errno.ENOSYS);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long result = (long) SYSCALL.invokeExact(state, (long) number, a, b, c, d, e, f);
      if (result == -1) {
        ByteBuffer answer = state.asByteBuffer().order(ByteOrder.nativeOrder());
        throw new SystemCallException(name, answer.getInt((int) ERRNO));
      }
      return result;
    } catch (SystemCallException | RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) { // declared by invokeExact; C throws nothing
      throw new IllegalStateException(impossible);
    }
  }
}
