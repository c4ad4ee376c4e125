package dev.cowbell.collector.sharing;

/**
 * How many collections of each generation an interpreter has done; generation 2 is a full one. A
 * collection of an older generation includes the younger ones and is counted for the oldest only.
 */
public record CollectionCounts(long generation0, long generation1, long generation2) {

  /** The smaller count of each generation. */
  CollectionCounts smallerOf(CollectionCounts other) {
    return new CollectionCounts(
        Math.min(generation0, other.generation0),
        Math.min(generation1, other.generation1),
        Math.min(generation2, other.generation2));
  }

  /** What came since these; negative where a count went backwards. */
  CollectionCounts since(CollectionCounts earlier) {
    return new CollectionCounts(
        generation0 - earlier.generation0,
        generation1 - earlier.generation1,
        generation2 - earlier.generation2);
  }

  boolean isNegative() {
    return generation0 < 0 || generation1 < 0 || generation2 < 0;
  }
}
