package dev.cowbell.aggregator.store;

import dev.cowbell.api.contract.v1.Recommendation;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be published, in order. Filled in the transaction that decides, while {@link
 * PublishLock} is held, so that the order of numbers is the order of commits; a row goes when the
 * broker has confirmed it.
 */
final class Outbox {

  private static final String PUBLISHED = "SELECT id, content_hash FROM published_recommendation";
  private static final String STANDING = "SELECT payload FROM recommendation";
  private static final String ADD = "INSERT INTO recommendation_outbox (id, payload) VALUES (?, ?)";
  private static final String NOTE =
      """
      INSERT INTO published_recommendation (id, content_hash) VALUES (?, ?)
      ON CONFLICT (id) DO UPDATE SET content_hash = excluded.content_hash
      """;
  private static final String FORGET = "DELETE FROM published_recommendation WHERE id = ?";
  private static final String NEXT =
      "SELECT outbox_id, id, payload FROM recommendation_outbox ORDER BY outbox_id LIMIT ?";
  private static final String DONE = "DELETE FROM recommendation_outbox WHERE outbox_id <= ?";

  private Outbox() {}

  /** Adds what differs from what was published, in anything but when it was computed. */
  static void fill(Connection connection) throws SQLException {
    Map<String, Long> published = new HashMap<>();
    new Query(PUBLISHED).read(connection, row -> published.put(row.getString(1), row.getLong(2)));
    List<Recommendation> standing =
        new Query(STANDING).read(connection, row -> StagedAdvice.parsed(row.getBytes(1)));
    try (PreparedStatement add = connection.prepareStatement(ADD);
        PreparedStatement note = connection.prepareStatement(NOTE);
        PreparedStatement forget = connection.prepareStatement(FORGET)) {
      for (Recommendation message : standing) {
        long hash = contentHash(message);
        Long before = published.remove(message.getId());
        if (before == null || before != hash) {
          add(add, message.getId(), message.toByteArray());
          note.setString(1, message.getId());
          note.setLong(2, hash);
          note.addBatch();
        }
      }
      for (String withdrawn : published.keySet()) {
        add(add, withdrawn, null);
        forget.setString(1, withdrawn);
        forget.addBatch();
      }
      add.executeBatch();
      note.executeBatch();
      forget.executeBatch();
    }
  }

  /** The next rows; none when all is published. */
  static List<ToPublish> next(Connection connection, int most) {
    return new Query(NEXT, most)
        .read(
            connection,
            row ->
                new ToPublish(
                    row.getLong(1), row.getString(2), Optional.ofNullable(row.getBytes(3))));
  }

  /** Removes all up to this row. */
  static void done(Connection connection, long upTo) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DONE)) {
      delete.setLong(1, upTo);
      delete.executeUpdate();
    }
  }

  private static void add(PreparedStatement add, String id, byte @Nullable [] payload)
      throws SQLException {
    add.setString(1, id);
    add.setBytes(2, payload);
    add.addBatch();
  }

  private static long contentHash(Recommendation message) {
    byte[] content = message.toBuilder().clearComputedAt().build().toByteArray();
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(content)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
