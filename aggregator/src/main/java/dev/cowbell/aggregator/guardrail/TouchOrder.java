package dev.cowbell.aggregator.guardrail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The order in which hosts of one service on one hardware class are given a change: ascending by
 * SHA-256 of {@code service|hardware class|host id} in UTF-8, compared byte by byte as unsigned. It
 * is part of the contract: where advice names no hosts, whoever follows it finds the same ones.
 */
final class TouchOrder {
  private TouchOrder() {}

  /** The distinct hosts in that order. */
  static List<String> sorted(String service, String hardwareClass, Collection<String> hostIds) {
    String group = service + "|" + hardwareClass + "|";
    return hostIds.stream()
        .distinct()
        .map(host -> new Ranked(host, digest(group + host)))
        .sorted((a, b) -> Arrays.compareUnsigned(a.digest, b.digest))
        .map(Ranked::host)
        .toList();
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // lives for the sort only and is never compared
  private record Ranked(String host, byte[] digest) {}
}
