package dev.cowbell.aggregator.wire;

/**
 * One message {@code cowbell.v1.Worker} as far as it is used here, in one object: as generated
 * classes it would be a dozen, and nine tenths of what ingest allocates. Absent fields are as in
 * the contract's generated code: false, 0, or the number of UNSPECIFIED. Bytes are bytes; numbers
 * that are unsigned in the contract and above the signed range are negative.
 *
 * @param hasFull whether the full reading below was taken; else {@code fullReason} says why not
 * @param hasInherited whether inherited bytes are known; else {@code inheritedReason} says why not
 * @param hasFigures whether the sharing figures are known; else {@code sharingReason} says why not
 */
public record WorkerReading(
    int pid,
    long startTicks,
    boolean hasAge,
    long ageSeconds,
    int ageNanos,
    boolean hasMemory,
    long rssBytes,
    boolean hasTakenAt,
    long takenAtSeconds,
    int takenAtNanos,
    boolean hasFull,
    long fullRssBytes,
    long pssBytes,
    long ussBytes,
    long sharedCleanBytes,
    long sharedDirtyBytes,
    long anonymousBytes,
    int fullReason,
    boolean hasInherited,
    long inheritedBytes,
    int inheritedBasis,
    int inheritedReason,
    boolean hasFigures,
    long stillSharedBytes,
    long sharingLossBytes,
    long privateGrowthBytes,
    int sharingBasis,
    int sharingReason,
    long minorFaults,
    long majorFaults,
    long cpuSeconds,
    int cpuNanos,
    boolean hasFullCollections,
    long fullCollections,
    int fullCollectionsReason) {}
