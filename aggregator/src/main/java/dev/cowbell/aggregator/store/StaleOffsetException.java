package dev.cowbell.aggregator.store;

/** The partition does not stand where the writer believes: another instance owns it by now. */
public final class StaleOffsetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Names the partition and the offset that was expected. */
  public StaleOffsetException(String topic, int partition, long expectedOffset) {
    super("%s-%d no longer stands at offset %d".formatted(topic, partition, expectedOffset));
  }
}
