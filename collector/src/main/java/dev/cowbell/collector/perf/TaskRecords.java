package dev.cowbell.collector.perf;

import static java.util.Comparator.comparingLong;

import dev.cowbell.collector.kernel.SystemCallException;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Forks, exits and replaced programs of the host as the kernel records them, to the moment: {@code
 * PERF_RECORD_FORK}, {@code PERF_RECORD_EXIT} and {@code PERF_RECORD_COMM} of an event that counts
 * nothing, perf_event_open(2).
 *
 * <p>Files: one per CPU, 128 on 128 CPUs. Memory: a ring and its head per CPU, all rings together
 * 256 KiB up to 32 CPUs and two pages each beyond: 1.5 MiB with the heads on 128 CPUs. Two pages
 * hold 200 records of 40 bytes, and threads are recorded too: one CPU may have that many between
 * two looks, which are a second apart. Where there were more it is told, and polling has to do.
 * Time: none but to copy them; no system call is made.
 */
public final class TaskRecords implements Closeable {
  private static final int ALL_PAGES = 64;
  private static final int LEAST_PAGES = 2;
  private static final int MOST_PAGES = 8;
  private static final long COUNTS_NOTHING = 9;
  private static final int LOST = 2;

  private final List<EventFile> files = new ArrayList<>();
  private final List<RingBuffer> rings = new ArrayList<>();

  private TaskRecords() {}

  /** Records from now on. */
  public static Reading<TaskRecords> open(List<Integer> cpus) {
    if (cpus.size() > CpuCounters.MAX_CPUS) {
      return Reading.unavailable(
          Reason.NOT_SUPPORTED,
          cpus.size() + " CPUs would take too many files; recorded up to " + CpuCounters.MAX_CPUS);
    }
    TaskRecords records = new TaskRecords();
    try {
      for (int cpu : cpus) {
        records.add(cpu, pages(cpus.size()));
      }
      return Reading.of(records);
    } catch (SystemCallException failure) {
      records.closeAfter(failure);
      return Refusal.of(failure);
    }
  }

  /** Hands out what was recorded since the last time, in the order in which it happened. */
  public void drain(TaskSink sink) {
    if (isEmpty()) {
      return;
    }
    List<TaskRecord> all = new ArrayList<>();
    rings.forEach(ring -> parse(ring.drain(), all, sink));
    all.sort(comparingLong(TaskRecord::bootNanos));
    all.forEach(record -> record.tell(sink));
  }

  /** As on most looks of a host that starts nothing, every second. */
  private boolean isEmpty() {
    for (RingBuffer ring : rings) {
      if (!ring.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Of data in each ring. */
  static int pages(int cpus) {
    return Math.clamp(
        Integer.highestOneBit(Math.max(1, ALL_PAGES / cpus)), LEAST_PAGES, MOST_PAGES);
  }

  private void add(int cpu, int pages) throws SystemCallException {
    EventAttributes attributes =
        new EventAttributes(
            EventAttributes.SOFTWARE,
            COUNTS_NOTHING,
            0,
            EventAttributes.RECORD_TIME,
            0,
            EventAttributes.TASKS | EventAttributes.CONTENTS_OF_ALL,
            EventAttributes.CLOCK_BOOTTIME);
    EventFile file = EventFile.open(attributes, EventFile.ALL_PROCESSES, cpu, EventFile.NO_GROUP);
    files.add(file);
    rings.add(RingBuffer.of(file, pages));
    file.enable();
  }

  /**
   * Reads one ring. Each record has 8 bytes of type, misc and size before its own, and its time
   * behind them.
   */
  static void parse(ByteBuffer ring, List<TaskRecord> records, TaskSink sink) {
    for (int at = 0; at + TaskRecord.HEADER_BYTES <= ring.limit(); ) {
      int size = Math.max(TaskRecord.HEADER_BYTES, Short.toUnsignedInt(ring.getShort(at + 6)));
      if (at + size > ring.limit()) {
        return;
      }
      if (ring.getInt(at) == LOST) {
        sink.lost();
      }
      TaskRecord.parse(ring, at, size).ifPresent(records::add);
      at += size;
    }
  }

  private void closeAfter(SystemCallException failure) {
    try {
      close();
    } catch (SystemCallException second) {
      failure.addSuppressed(second);
    }
  }

  @Override
  public void close() throws SystemCallException {
    for (RingBuffer ring : rings) {
      ring.close();
    }
    for (EventFile file : files) {
      file.close();
    }
    rings.clear();
    files.clear();
  }
}
