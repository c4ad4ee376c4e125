package dev.cowbell.standalone.simulate.fleet;

/** Where ticks go. Called by one thread at a time. */
@FunctionalInterface
public interface TickSink {
  /**
   * Takes one tick; may wait until there is room.
   *
   * @param value a serialised HostTick
   */
  void accept(String hostId, byte[] value) throws InterruptedException;
}
