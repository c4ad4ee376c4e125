package dev.cowbell.collector.perf;

import dev.cowbell.collector.kernel.SystemCallException;
import dev.cowbell.collector.kernel.SystemCalls;
import java.io.Closeable;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The records of one event as the kernel writes them into memory shared with it: a page that says
 * where the data begins and ends, {@code struct perf_event_mmap_page}, and a power of two of pages
 * of data. Records the kernel found no room for are told by a record. Not for several threads.
 */
final class RingBuffer implements Closeable {
  private static final int HEAD = 1024;
  private static final int TAIL = 1032;
  private static final int PAGE_BYTES = 4096;

  private final MemorySegment memory;
  private final ByteBuffer positions;
  private final MemorySegment data;

  private RingBuffer(MemorySegment memory) {
    this.memory = memory;
    positions = memory.asSlice(0, PAGE_BYTES).asByteBuffer().order(ByteOrder.nativeOrder());
    data = memory.asSlice(PAGE_BYTES);
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
    return positions.getLong(HEAD) == positions.getLong(TAIL);
  }

  /** All records since the last time, one after the other. */
  ByteBuffer drain() {
    long head = positions.getLong(HEAD);
    VarHandle.acquireFence(); // no data is read before the position up to which it is there
    long tail = positions.getLong(TAIL);
    int length = (int) Math.min(head - tail, data.byteSize());
    int begin = (int) (tail & (data.byteSize() - 1));
    int untilEnd = (int) Math.min(length, data.byteSize() - begin);
    ByteBuffer copy = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    MemorySegment target = MemorySegment.ofBuffer(copy);
    MemorySegment.copy(data, begin, target, 0, untilEnd);
    MemorySegment.copy(data, 0, target, untilEnd, (long) length - untilEnd);
    VarHandle.releaseFence(); // the kernel may write over what has been read, and not sooner
    positions.putLong(TAIL, tail + length);
    return copy;
  }

  @Override
  public void close() throws SystemCallException {
    SystemCalls.unmap(memory);
  }
}
