package dev.cowbell.collector.sampling;

import java.util.OptionalLong;

/**
 * What a full reading of a worker consists of. The rollup tells PSS and an upper bound of the loss,
 * the pages tell the loss exactly at four fifths of the rollup's cost, both together tell how far
 * the bound is from the truth:
 *
 * <pre>
 *   the first reading, and it has moved since its birth      both
 *   the first reading, and it has not                        rollup
 *   its memory has moved since the last exact reading        pages, every eighth time both
 *   a sibling or the parent has left since it was read       pages, every eighth time both
 *   it rests, and how far the bound is off is not known      both
 *   it rests, and the bound is off by too much               pages, every eighth time both
 *   it rests, and the bound is near                          rollup, every eighth time both
 * </pre>
 *
 * <p>So a bound is only published where next to nothing can have been freed since the loss was
 * known exactly, as it is at birth: nothing. Where a relative has left, pages turn private that
 * nobody copied, which only an exact reading tells apart.
 */
public enum ReadingDepth {
  ROLLUP,
  PAGES,
  BOTH;

  private static final long EVERY = 8;

  /** Moves below one part in this many of what was inherited make no bound loose. */
  private static final long MOVED_DIVISOR = 100;

  /** A bound that is further off than this share of what was inherited is none to publish. */
  private static final double LOOSE_SHARE = 0.005;

  /**
   * What is known of a worker before it is read.
   *
   * @param sinceExact full readings since the last with its pages; empty before the first
   * @param sinceRollup full readings since the last with its rollup
   * @param movedBytes how far its free figures have moved since the last exact reading, or its
   *     birth
   * @param inheritedBytes of it
   * @param relativeLeft whether a relative that may have been a last sharer has left since the last
   *     full reading
   * @param bound how far the upper bound was off at the last exact reading
   */
  public record Evidence(
      OptionalLong sinceExact,
      long sinceRollup,
      long movedBytes,
      long inheritedBytes,
      boolean relativeLeft,
      BoundExcess bound) {

    boolean hasMoved() {
      return relativeLeft || movedBytes > inheritedBytes / MOVED_DIVISOR;
    }
  }

  /** How far an upper bound was above the exact loss. */
  public sealed interface BoundExcess {
    /** As a share of the inherited bytes. */
    record Known(double share) implements BoundExcess {}

    /** There was no bound when the pages were read last. */
    record Unknown() implements BoundExcess {}
  }

  /** The decision. */
  public static ReadingDepth of(Evidence evidence) {
    if (evidence.sinceExact.isEmpty()) {
      return evidence.hasMoved() ? BOTH : ROLLUP;
    }
    if (evidence.hasMoved()) {
      return pages(evidence);
    }
    return switch (evidence.bound) {
      case BoundExcess.Unknown() -> BOTH;
      case BoundExcess.Known(double share) when share > LOOSE_SHARE -> pages(evidence);
      case BoundExcess.Known _ -> evidence.sinceExact.getAsLong() + 1 >= EVERY ? BOTH : ROLLUP;
    };
  }

  private static ReadingDepth pages(Evidence evidence) {
    return evidence.sinceRollup + 1 >= EVERY ? BOTH : PAGES;
  }

  /** Whether smaps_rollup is read. */
  public boolean hasRollup() {
    return this != PAGES;
  }

  /** Whether the page map is read. */
  public boolean hasPages() {
    return this != ROLLUP;
  }
}
