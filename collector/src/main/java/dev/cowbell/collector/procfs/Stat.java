package dev.cowbell.collector.procfs;

/**
 * {@code /proc/PID/stat}, proc_pid_stat(5).
 *
 * @param comm the first 15 bytes of the program's name, or what the process set instead
 * @param state R, S, D, Z, …
 * @param flags PF_* of the kernel's sched.h
 * @param minorFaults since the process was forked
 * @param childMinorFaults of children that were waited for
 * @param startTicks start in clock ticks since boot
 * @param startStackAddress where the stack began at the last exec; 0 where the kernel does not tell
 */
public record Stat(
    String comm,
    char state,
    int parentPid,
    long flags,
    long minorFaults,
    long childMinorFaults,
    long majorFaults,
    long userTicks,
    long systemTicks,
    long startTicks,
    long startStackAddress) {
  /** USER_HZ: what the kernel's interfaces count in on every architecture this runs on. */
  public static final long TICKS_PER_SECOND = 100;

  /** Thousands of years, whose microseconds still fit a long. */
  private static final long MOST_TICKS = 1L << 45;

  private static final long PF_KTHREAD = 0x0020_0000;

  /** Parses one such file. */
  public static Stat parse(KernelText text) throws ParseException {
    text.number("pid");
    text.until('(', "(comm)");
    // A comm may hold anything, brackets included: it ends at the last bracket of the file.
    String comm = text.untilLast(')', "(comm)");
    String state = text.word();
    if (state.length() != 1) {
      throw text.expected("state");
    }
    int parentPid = (int) text.number("ppid", Integer.MAX_VALUE);
    text.skipWords(4);
    long flags = text.number("flags");
    long minorFaults = text.number("minflt");
    long childMinorFaults = text.number("cminflt");
    long majorFaults = text.number("majflt");
    text.skipWords(1);
    long userTicks = text.number("utime", MOST_TICKS);
    long systemTicks = text.number("stime", MOST_TICKS);
    text.skipWords(6);
    long startTicks = text.number("starttime", MOST_TICKS);
    text.skipWords(5);
    long startStack = text.number("startstack");
    return new Stat(
        comm,
        state.charAt(0),
        parentPid,
        flags,
        minorFaults,
        childMinorFaults,
        majorFaults,
        userTicks,
        systemTicks,
        startTicks,
        startStack);
  }

  /** Whether it has ended and only waits to be reaped. */
  public boolean isZombie() {
    return state == 'Z' || state == 'X' || state == 'x';
  }

  /** Whether it is a thread of the kernel. */
  public boolean isKernelThread() {
    return (flags & PF_KTHREAD) != 0;
  }

  /** Milliseconds from boot to birth. */
  public long birthMillis() {
    return startTicks * (1000 / TICKS_PER_SECOND);
  }

  /** CPU time since birth in microseconds. */
  public long cpuMicros() {
    return (userTicks + systemTicks) * (1_000_000 / TICKS_PER_SECOND);
  }
}
