package dev.cowbell.aggregator.ingest;

import dev.cowbell.settings.ConfigException;
import dev.cowbell.settings.Settings;
import dev.cowbell.settings.kafka.KafkaSecurity;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/**
 * Adds to a Kafka client's own settings how the connection is secured. All clients of this process
 * are secured alike, by its environment; secrets are read anew for each client.
 */
public final class SecuredClient {
  private SecuredClient() {}

  /**
   * Says what is wrong before any client is made; an {@link IllegalArgumentException} names key and
   * value.
   */
  public static void check() {
    security();
  }

  /** A client's own settings with those of its connection. */
  public static Map<String, Object> settings(Map<String, Object> own) {
    try {
      Map<String, Object> all = new HashMap<>(own);
      all.putAll(security().properties());
      return all;
    } catch (IOException unreadable) {
      throw new KafkaException(unreadable.getMessage(), unreadable);
    }
  }

  private static KafkaSecurity security() {
    try {
      Settings settings = Settings.of(System.getenv());
      KafkaSecurity security = KafkaSecurity.from(settings);
      settings.throwIfFaulty();
      return security;
    } catch (ConfigException faulty) {
      throw new IllegalArgumentException(faulty.getMessage(), faulty);
    }
  }
}
