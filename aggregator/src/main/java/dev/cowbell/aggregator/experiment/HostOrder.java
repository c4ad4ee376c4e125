package dev.cowbell.aggregator.experiment;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * An order of hosts that is the same on every machine and in every run, and tells nothing about the
 * hosts: by a 64-bit hash of host id and seed (FNV-1a over the id's UTF-16 units, then the
 * finaliser of SplitMix64, whose output is equidistributed for equidistributed input). Ties, which
 * are not to be expected below billions of hosts, fall to the id itself.
 */
public final class HostOrder {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private HostOrder() {}

  /** Hash of a host under a seed. */
  public static long hash(String hostId, long seed) {
    long hash = FNV_OFFSET;
    for (int at = 0; at < hostId.length(); at++) {
      hash = (hash ^ hostId.charAt(at)) * FNV_PRIME;
    }
    return mix(hash ^ mix(seed));
  }

  /** The distinct hosts in hash order. */
  public static List<String> sorted(Collection<String> hostIds, long seed) {
    return hostIds.stream()
        .distinct()
        .sorted(
            Comparator.comparingLong((String host) -> hash(host, seed))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static long mix(long value) {
    long mixed = value + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
