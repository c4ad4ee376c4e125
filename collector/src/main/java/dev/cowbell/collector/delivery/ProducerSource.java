package dev.cowbell.collector.delivery;

import java.io.IOException;
import org.apache.kafka.clients.producer.Producer;

/** Makes producers; a new one reads its secrets anew, so that they can be exchanged underway. */
@FunctionalInterface
public interface ProducerSource {
  /**
   * A producer, which may not have reached a broker yet.
   *
   * @throws IOException where a file that holds a secret cannot be read; the message names the
   *     setting and the file, never what is in it
   */
  Producer<String, byte[]> open() throws IOException;
}
