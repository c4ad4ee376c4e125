package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.HostBoot;
import java.util.Arrays;

/**
 * The greatest sequence number seen of each boot of each host of one partition, in sixteen bytes of
 * an open table each, so that a million hosts fit. It is a cache of what the database knows: a boot
 * that is not in it, or was dropped when the table was full, is asked for there, and so is a number
 * that is not above its mark. Two boots whose 64-bit fingerprints are the same would only cause
 * such a question.
 */
final class SequenceMarks {

  private static final int LARGEST = 1 << 22;
  private static final int SMALLEST = 1 << 8;

  private long[] fingerprints = new long[SMALLEST];
  private long[] sequences = new long[SMALLEST];
  private int size;
  private boolean hasDropped;

  /** Whether a tick of this boot has been seen. */
  boolean knows(HostBoot boot) {
    return fingerprints[slot(fingerprint(boot))] != 0;
  }

  /** Whether a boot that has been seen may not be known any more. */
  boolean hasDropped() {
    return hasDropped;
  }

  /** Whether this number is above all that were seen of this boot; true where none was. */
  boolean isAbove(HostBoot boot, long sequence) {
    int slot = slot(fingerprint(boot));
    return fingerprints[slot] == 0 || sequence > sequences[slot];
  }

  /** Takes note of a number. */
  void raise(HostBoot boot, long sequence) {
    long fingerprint = fingerprint(boot);
    int slot = slot(fingerprint);
    if (fingerprints[slot] == 0) {
      makeRoom();
      slot = slot(fingerprint);
      fingerprints[slot] = fingerprint;
      sequences[slot] = sequence;
      size++;
    } else {
      sequences[slot] = Math.max(sequences[slot], sequence);
    }
  }

  private void makeRoom() {
    if (size < fingerprints.length / 2) {
      return;
    }
    if (fingerprints.length == LARGEST) {
      Arrays.fill(fingerprints, 0);
      size = 0;
      hasDropped = true;
      return;
    }
    long[] oldFingerprints = fingerprints;
    long[] oldSequences = sequences;
    fingerprints = new long[2 * oldFingerprints.length];
    sequences = new long[2 * oldFingerprints.length];
    for (int i = 0; i < oldFingerprints.length; i++) {
      if (oldFingerprints[i] != 0) {
        int slot = slot(oldFingerprints[i]);
        fingerprints[slot] = oldFingerprints[i];
        sequences[slot] = oldSequences[i];
      }
    }
  }

  /** Where this fingerprint is, or would go. */
  private int slot(long fingerprint) {
    int mask = fingerprints.length - 1;
    int slot = (int) (fingerprint >>> 32) & mask;
    while (fingerprints[slot] != 0 && fingerprints[slot] != fingerprint) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** FNV-1a over the host id, mixed with the boot id as splitmix64 does; never zero. */
  private static long fingerprint(HostBoot boot) {
    long hash = 0xcbf29ce484222325L;
    String hostId = boot.hostId();
    for (int i = 0; i < hostId.length(); i++) {
      hash = (hash ^ hostId.charAt(i)) * 0x100000001b3L;
    }
    hash = mixed(hash ^ boot.bootId().getMostSignificantBits());
    hash = mixed(hash ^ boot.bootId().getLeastSignificantBits());
    return hash == 0 ? 1 : hash;
  }

  private static long mixed(long bits) {
    long once = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    long twice = (once ^ (once >>> 27)) * 0x94d049bb133111ebL;
    return twice ^ (twice >>> 31);
  }
}
