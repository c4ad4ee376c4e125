package dev.cowbell.aggregator.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * What is known of hosts whose rows are written: their keys, and whether what is kept of them has
 * changed. 56 bytes a host instead of a kilobyte, so that a million fit: the id as 128 bits of its
 * SHA-256, which nobody can make collide, and the facts as their hash. When it is full it begins
 * anew, which costs one statement for each host.
 */
final class HostMemo {

  private static final int LARGEST = 1 << 22;
  private static final int SMALLEST = 1 << 8;

  private final MessageDigest digest = sha256();
  private Slots slots = new Slots(SMALLEST);

  /** Columns of one open table; an empty slot has the key 0, which no host has. */
  private static final class Slots {
    final long[] high;
    final long[] low;
    final int[] keys;
    final int[] facts;
    int size;

    Slots(int length) {
      high = new long[length];
      low = new long[length];
      keys = new int[length];
      facts = new int[length];
    }

    int find(long idHigh, long idLow) {
      int mask = keys.length - 1;
      int slot = (int) idHigh & mask;
      while (keys[slot] != 0 && (high[slot] != idHigh || low[slot] != idLow)) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    void put(long idHigh, long idLow, int key, int factsHash) {
      int slot = find(idHigh, idLow);
      size += keys[slot] == 0 ? 1 : 0;
      high[slot] = idHigh;
      low[slot] = idLow;
      keys[slot] = key;
      facts[slot] = factsHash;
    }
  }

  /** The host's key, if these facts are what its row says. */
  synchronized OptionalInt unchanged(String hostId, HostFacts facts) {
    ByteBuffer id = fingerprint(hostId);
    int slot = slots.find(id.getLong(0), id.getLong(8));
    return slots.keys[slot] != 0 && slots.facts[slot] == facts.hashCode()
        ? OptionalInt.of(slots.keys[slot])
        : OptionalInt.empty();
  }

  /** Takes note of a row that was committed. */
  synchronized void remember(String hostId, int key, HostFacts facts) {
    makeRoom();
    ByteBuffer id = fingerprint(hostId);
    slots.put(id.getLong(0), id.getLong(8), key, facts.hashCode());
  }

  private void makeRoom() {
    if (slots.size < slots.keys.length / 2) {
      return;
    }
    if (slots.keys.length == LARGEST) {
      Arrays.fill(slots.keys, 0);
      slots.size = 0;
      return;
    }
    Slots old = slots;
    slots = new Slots(2 * old.keys.length);
    for (int i = 0; i < old.keys.length; i++) {
      if (old.keys[i] != 0) {
        slots.put(old.high[i], old.low[i], old.keys[i], old.facts[i]);
      }
    }
  }

  private ByteBuffer fingerprint(String hostId) {
    return ByteBuffer.wrap(digest.digest(hostId.getBytes(UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
