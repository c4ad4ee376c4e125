package dev.cowbell.collector.tick;

import dev.cowbell.api.contract.v1.FullReading;
import dev.cowbell.api.contract.v1.ProcessMemory;
import dev.cowbell.api.contract.v1.Rollup;
import dev.cowbell.api.contract.v1.Unavailable;
import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.collector.procfs.SmapsRollup;

/** Memory of one process as the contract has it. */
final class MemoryMessages {
  private MemoryMessages() {}

  static ProcessMemory of(Member member) {
    return ProcessMemory.newBuilder()
        .setRssBytes(member.statm.residentBytes())
        .setFileBytes(member.statm.sharedBytes())
        .setFull(member.full.map(MemoryMessages::full).orElseGet(MemoryMessages::notYetRead))
        .build();
  }

  private static FullReading full(Member.FullReading last) {
    FullReading.Builder full =
        FullReading.newBuilder().setTakenAt(Messages.timestamp(last.takenAt()));
    return last.rollup()
        .fold(
            rollup -> full.setRollup(rollup(rollup)),
            absent -> full.setUnavailable(Messages.unavailable(absent)))
        .build();
  }

  private static FullReading notYetRead() {
    return FullReading.newBuilder()
        .setUnavailable(
            Unavailable.newBuilder()
                .setReason(UnavailableReason.UNAVAILABLE_REASON_NOT_YET_READ)
                .setDetail("no full reading has fitted the CPU budget yet"))
        .build();
  }

  private static Rollup rollup(SmapsRollup rollup) {
    return Rollup.newBuilder()
        .setRssBytes(rollup.rssBytes())
        .setPssBytes(rollup.pssBytes())
        .setUssBytes(rollup.ussBytes())
        .setSharedCleanBytes(rollup.sharedCleanBytes())
        .setSharedDirtyBytes(rollup.sharedDirtyBytes())
        .setPrivateDirtyBytes(rollup.privateDirtyBytes())
        .setAnonymousBytes(rollup.anonymousBytes())
        .setSwapBytes(rollup.swapBytes())
        .build();
  }
}
