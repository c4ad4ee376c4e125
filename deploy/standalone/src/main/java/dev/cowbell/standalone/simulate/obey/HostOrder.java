package dev.cowbell.standalone.simulate.obey;

import dev.cowbell.standalone.simulate.model.HostPlacement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The order in which hosts of one service on one hardware class are given new advice: ascending by
 * SHA-256 of {@code service|hardware class|host id} in UTF-8, compared byte by byte as unsigned.
 */
public final class HostOrder {
  private final Map<String, Integer> groupSizes = new HashMap<>();
  private final String[] groups;
  private final int[] ranks;
  private final IntFunction<HostPlacement> placements;

  private HostOrder(int hosts, IntFunction<HostPlacement> placements) {
    this.placements = placements;
    groups = new String[hosts];
    ranks = new int[hosts];
  }

  /** Hosts by number, from 0. */
  public static HostOrder of(int hosts, IntFunction<HostPlacement> placements) {
    var order = new HostOrder(hosts, placements);
    Map<String, List<Ranked>> members = new HashMap<>();
    for (int host = 0; host < hosts; host++) {
      HostPlacement placement = placements.apply(host);
      String group = group(placement.service(), placement.hardwareClass());
      members
          .computeIfAbsent(group, name -> new ArrayList<>())
          .add(new Ranked(host, digest(group + "|" + placement.hostId())));
    }
    members.forEach(order::rank);
    return order;
  }

  String groupOf(int host) {
    return groups[host];
  }

  /** Place of a host within its group, from 0. */
  int rankOf(int host) {
    return ranks[host];
  }

  /** The hosts of a group that have these names, by number; names of no host are passed over. */
  BitSet named(String group, Set<String> hostIds) {
    var named = new BitSet();
    for (int host = 0; host < groups.length; host++) {
      if (group.equals(groups[host]) && hostIds.contains(placements.apply(host).hostId())) {
        named.set(host);
      }
    }
    return named;
  }

  int groupSize(String group) {
    return groupSizes.getOrDefault(group, 0);
  }

  static String group(String service, String hardwareClass) {
    return service + "|" + hardwareClass;
  }

  private void rank(String group, List<Ranked> members) {
    members.sort((a, b) -> Arrays.compareUnsigned(a.digest, b.digest));
    groupSizes.put(group, members.size());
    for (int rank = 0; rank < members.size(); rank++) {
      groups[members.get(rank).host] = group;
      ranks[members.get(rank).host] = rank;
    }
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // lives for the sort only and is never compared
  private record Ranked(int host, byte[] digest) {}
}
