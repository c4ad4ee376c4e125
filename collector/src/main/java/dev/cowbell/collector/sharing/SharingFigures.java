package dev.cowbell.collector.sharing;

import dev.cowbell.collector.procfs.SmapsRollup;
import dev.cowbell.collector.reading.Basis;

/**
 * What became of the inherited bytes of one worker, and what it added. With I inherited bytes:
 *
 * <pre>
 *   shared anonymous = Shared_Dirty - dirty pages that are not anonymous, at most Anonymous
 *   still shared     = min(shared anonymous, I)
 *   sharing loss     = I - still shared          copied + orphaned + freed: a rollup cannot tell the last apart
 *   private growth   = Anonymous - I             signed
 * </pre>
 *
 * <p>Dirty pages of MAP_SHARED mappings are in Shared_Dirty too. The rollup does not say how many
 * of them are mapped by several processes, so all of them are taken off: the loss stays an upper
 * bound. Their number is Rss - Anonymous - Shared_Clean - Private_Clean, anonymous pages being
 * dirty as a rule.
 *
 * @param privateGrowthBytes may be negative
 */
public record SharingFigures(
    long stillSharedBytes, long sharingLossBytes, long privateGrowthBytes, Basis basis) {

  /** The figures of one reading. */
  public static SharingFigures of(long inheritedBytes, SmapsRollup rollup) {
    long stillShared = Math.min(sharedAnonymousBytes(rollup), inheritedBytes);
    return new SharingFigures(
        stillShared,
        inheritedBytes - stillShared,
        rollup.anonymousBytes() - inheritedBytes,
        Basis.UPPER_BOUND);
  }

  /**
   * The same where so many inherited bytes are known to have been freed: they are no loss, and what
   * is there in their place was never inherited.
   */
  public SharingFigures withFreed(long freedBytes) {
    long known = Math.min(freedBytes, sharingLossBytes);
    return new SharingFigures(
        stillSharedBytes, sharingLossBytes - known, privateGrowthBytes + known, basis);
  }

  /** The same some time after the reading, by what free figures say of that time. */
  public SharingFigures carriedOn(long copiedBytes, long grownBytes) {
    long copied = Math.min(copiedBytes, stillSharedBytes);
    return new SharingFigures(
        stillSharedBytes - copied,
        sharingLossBytes + copied,
        privateGrowthBytes + grownBytes,
        Basis.ESTIMATED);
  }

  /** Anonymous bytes that at least one other process maps too: at least this many. */
  public static long sharedAnonymousBytes(SmapsRollup rollup) {
    long dirtyNotAnonymous =
        rollup.rssBytes()
            - rollup.anonymousBytes()
            - rollup.sharedCleanBytes()
            - rollup.privateCleanBytes();
    long shared = rollup.sharedDirtyBytes() - Math.max(0, dirtyNotAnonymous);
    return Math.clamp(shared, 0, rollup.anonymousBytes());
  }
}
