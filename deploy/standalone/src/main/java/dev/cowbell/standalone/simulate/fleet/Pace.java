package dev.cowbell.standalone.simulate.fleet;

/** Holds the fleet back to the speed that was asked for. */
@FunctionalInterface
public interface Pace {
  /** As fast as the sink takes ticks. */
  Pace UNLIMITED = elapsedMillis -> {};

  /** Returns when so much simulated time may have passed since the start. */
  void await(long elapsedMillis) throws InterruptedException;
}
