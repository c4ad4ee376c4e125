package dev.cowbell.aggregator.store;

/** What became of the records of a partition. Accepted is their sum, so nothing is lost unseen. */
public record PartitionCounts(long stored, long rejected, long duplicate) {

  /** Of no record yet. */
  public static final PartitionCounts NONE = new PartitionCounts(0, 0, 0);

  /** Records taken over from the broker. */
  public long accepted() {
    return stored + rejected + duplicate;
  }

  /** These and those. */
  public PartitionCounts plus(PartitionCounts other) {
    return new PartitionCounts(
        stored + other.stored, rejected + other.rejected, duplicate + other.duplicate);
  }
}
