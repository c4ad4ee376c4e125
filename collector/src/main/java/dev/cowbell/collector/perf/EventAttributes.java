package dev.cowbell.collector.perf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What to count and what to say of it: {@code struct perf_event_attr}, perf_event_open(2), in the
 * size of Linux 4.1 (112 bytes), which later kernels take as it is.
 *
 * @param type of {@link #HARDWARE}, {@link #SOFTWARE}, {@link #TRACEPOINT}, {@link #RAW}
 * @param config which event of that type
 * @param period one record for every so many events; 0 for counting only
 * @param recordContents PERF_SAMPLE_ bits: what a record holds
 * @param readContents PERF_FORMAT_ bits: what a read returns
 * @param options bits such as {@link #USER_ONLY}
 * @param clock which the times of records are of
 */
record EventAttributes(
    int type,
    long config,
    long period,
    long recordContents,
    long readContents,
    long options,
    int clock) {
  static final int HARDWARE = 0;
  static final int SOFTWARE = 1;
  static final int TRACEPOINT = 2;
  static final int RAW = 4;

  static final long RECORD_INSTRUCTION = 1;
  static final long RECORD_PROCESS = 1 << 1;
  static final long RECORD_TIME = 1 << 2;
  static final long RECORD_ADDRESS = 1 << 3;
  static final long RECORD_RAW = 1 << 10;

  static final long READ_TIME_ENABLED = 1;
  static final long READ_TIME_RUNNING = 1 << 1;
  static final long READ_GROUP = 1 << 3;

  static final int BYTES = 112;
  private static final long SWITCHED_OFF = 1;
  private static final long USE_CLOCK = 1 << 25;

  /** Leaves out what happens in the kernel and below it. */
  static final long USER_ONLY = 1 << 5 | 1 << 6;

  /** Records of every fork, exit and exec besides. */
  static final long TASKS = 1 << 13 | 1 << 9 | 1 << 24;

  /** Puts the record contents behind these too. */
  static final long CONTENTS_OF_ALL = 1 << 18;

  /** The clock of System.nanoTime. */
  static final int CLOCK_MONOTONIC = 1;

  /** The clock of /proc/uptime and of processes' start times. */
  static final int CLOCK_BOOTTIME = 7;

  /** Counts only. */
  static EventAttributes counting(int type, long config, long readContents) {
    return new EventAttributes(type, config, 0, 0, readContents, 0, CLOCK_MONOTONIC);
  }

  /**
   * As the kernel wants it.
   *
   * @param leads whether it waits to be switched on; a member of a group follows its leader, and
   *     one of another kind than the leader would stay off if it had to be switched on too
   */
  MemorySegment in(Arena arena, boolean leads) {
    MemorySegment attributes = arena.allocate(BYTES, Long.BYTES); // zeroes
    ByteBuffer bytes = attributes.asByteBuffer().order(ByteOrder.nativeOrder());
    bytes.putInt(0, type);
    bytes.putInt(4, BYTES);
    bytes.putLong(8, config);
    bytes.putLong(16, period);
    bytes.putLong(24, recordContents);
    bytes.putLong(32, readContents);
    bytes.putLong(40, (leads ? SWITCHED_OFF : 0) | USE_CLOCK | options);
    bytes.putInt(92, clock);
    return attributes;
  }
}
