package dev.cowbell.collector.cpython;

import java.io.IOException;

/**
 * Whether a program has frozen objects. Where the interpreter itself freezes some at its start, the
 * list is counted up to that number, and only when one of its ends has moved.
 *
 * @param head of the list when it was last counted
 * @param byProgram the answer
 */
record FrozenObjects(long head, long tail, boolean byProgram) {
  static final FrozenObjects NONE_SEEN = new FrozenObjects(0, 0, false);

  private static final long FLAG_BITS = 3;

  FrozenObjects follow(GcState state, long list, int frozenFromStart, ForeignMemory memory)
      throws IOException {
    if (state.frozenHead() == head && state.frozenTail() == tail) {
      return this;
    }
    boolean more = hasMoreThan(frozenFromStart, state.frozenHead(), list, memory);
    return new FrozenObjects(state.frozenHead(), state.frozenTail(), more);
  }

  private static boolean hasMoreThan(int count, long first, long list, ForeignMemory memory)
      throws IOException {
    long at = first & ~FLAG_BITS;
    for (int i = 0; i < count && at != list; i++) {
      at = memory.readPointer(at) & ~FLAG_BITS;
    }
    return at != list;
  }
}
