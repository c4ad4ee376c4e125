package dev.cowbell.api.server.recommendation;

import dev.cowbell.api.contract.v1.Recommendation;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Tells whether a recommendation changed in anything but the moment it was computed. */
final class ContentHash {
  private ContentHash() {}

  static long of(Recommendation recommendation) {
    byte[] content = recommendation.toBuilder().clearComputedAt().build().toByteArray();
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(content)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
