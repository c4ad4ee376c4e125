package dev.cowbell.collector.perf;

import java.io.Closeable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The records of one event as the kernel writes them into memory shared with it: a page that says
 * where the data begins and ends, {@code struct perf_event_mmap_page}, and a power of two of pages
 * of data. Records the kernel found no room for are told by a record. Not for several threads.
 */
final class RingBuffer implements Closeable {
  private static final VarHandle POSITION = ValueLayout.JAVA_LONG.varHandle();
  private static final long HEAD = 1024;
  private static final long TAIL = 1032;
  private static final int PAGE_BYTES = 4096;

  private final MemorySegment memory;
  private final MemorySegment data;
  private final ByteBuffer copy;

  private RingBuffer(MemorySegment memory) {
    this.memory = memory;
    data = memory.asSlice(PAGE_BYTES);
    copy = ByteBuffer.allocate((int) data.byteSize()).order(ByteOrder.nativeOrder());
  }

  /**
   * Maps it.
   *
   * @param pages of data, a power of two
   */
  static RingBuffer of(EventFile event, int pages) throws SystemCallException {
    return new RingBuffer(SystemCalls.map(event.number(), (1L + pages) * PAGE_BYTES));
  }

  /** Whether nothing was recorded since the last time. */
  boolean isEmpty() {
    return (long) POSITION.getAcquire(memory, HEAD) == (long) POSITION.get(memory, TAIL);
  }

  /** All records since the last time, one after the other; valid until the next call. */
  ByteBuffer drain() {
    long head = (long) POSITION.getAcquire(memory, HEAD);
    long tail = (long) POSITION.get(memory, TAIL);
    int length = (int) Math.min(head - tail, data.byteSize());
    int begin = (int) (tail & (data.byteSize() - 1));
    int untilEnd = (int) Math.min(length, data.byteSize() - begin);
    MemorySegment target = MemorySegment.ofBuffer(copy.clear());
    MemorySegment.copy(data, begin, target, 0, untilEnd);
    MemorySegment.copy(data, 0, target, untilEnd, (long) length - untilEnd);
    POSITION.setRelease(memory, TAIL, tail + length);
    return copy.limit(length);
  }

  @Override
  public void close() throws SystemCallException {
    SystemCalls.unmap(memory);
  }
}
