package dev.cowbell.aggregator.app;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** Makes sure that the broker answers and the topics exist; says in one line why not. */
record TopicGate(Preparation preparation) {

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  void await(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        preparation.topics();
        return;
      } catch (KafkaException e) {
        if (!mayPass(e) || System.nanoTime() > deadline) {
          throw new KafkaException(explained(e), e);
        }
        LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
      }
    }
  }

  private static boolean mayPass(KafkaException e) {
    return !(e.getCause() instanceof AuthenticationException
        || e.getCause() instanceof AuthorizationException);
  }

  private String explained(KafkaException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return "the Kafka broker at %s cannot be used: %s; check COWBELL_KAFKA_BOOTSTRAP and that the broker runs"
        .formatted(preparation.settings().kafkaBootstrap(), cause.getMessage());
  }
}
