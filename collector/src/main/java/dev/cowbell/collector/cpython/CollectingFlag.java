package dev.cowbell.collector.cpython;

import dev.cowbell.collector.gctime.FlagLook;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The flag of one interpreter that is up while its collector runs. */
public final class CollectingFlag {
  /** From the counts of collections to the flag. */
  static final int BYTES = GcState.COLLECTING + 4 - GcState.STATS;

  private final ForeignMemory memory;
  private final long address;

  CollectingFlag(ForeignMemory memory, long stateAddress) {
    this.memory = memory;
    address = stateAddress + GcState.STATS;
  }

  /**
   * Looks once; costs one read of 76 bytes.
   *
   * @param buffer of {@link #BYTES}, for the caller's thread alone
   * @throws IOException where the process has left or replaced its program
   */
  FlagLook look(ByteBuffer buffer) throws IOException {
    memory.read(address, buffer);
    int collecting = buffer.getInt(GcState.COLLECTING - GcState.STATS);
    if (collecting != 0 && collecting != 1) {
      throw new IOException("no longer a collector's state");
    }
    long done = 0;
    for (int generation = 0; generation < GcState.GENERATION_COUNT; generation++) {
      done += buffer.getLong(generation * GcState.GENERATION_BYTES);
    }
    return new FlagLook(collecting == 1, done);
  }
}
