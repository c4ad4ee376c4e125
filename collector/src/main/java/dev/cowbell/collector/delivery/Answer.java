package dev.cowbell.collector.delivery;

import java.util.Locale;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.jspecify.annotations.Nullable;

/** What a failed attempt to send one tick means. */
enum Answer {
  /** This tick will never be taken; others will. */
  REFUSED,
  /**
   * Nothing is taken from this collector until somebody changes rights, passwords, certificates.
   */
  SHUT_OUT,
  /** The broker is away or busy. */
  NOT_NOW,
  /** The producer cannot go on; a new one may. */
  BROKEN;

  static Answer of(Throwable failure) {
    return switch (failure) {
      case RecordTooLargeException _ -> REFUSED;
      case RecordBatchTooLargeException _ -> REFUSED;
      case InvalidRecordException _ -> REFUSED;
      case InvalidTimestampException _ -> REFUSED;
      case AuthorizationException _ -> SHUT_OUT;
      case AuthenticationException _ -> SHUT_OUT;
      case RetriableException _ -> NOT_NOW;
      default -> failure.getCause() == null ? BROKEN : ofCause(failure.getCause());
    };
  }

  private static Answer ofCause(@Nullable Throwable cause) {
    return switch (cause) {
      case AuthorizationException _ -> SHUT_OUT;
      case AuthenticationException _ -> SHUT_OUT;
      case null, default -> BROKEN;
    };
  }

  /**
   * One sentence for the log: what happened and what to look at. Made here and not taken from the
   * failure, whose text may repeat settings.
   */
  static String sentence(Throwable failure) {
    Throwable cause = Answer.of(failure) == SHUT_OUT ? innermostKnown(failure) : failure;
    return switch (cause) {
      case SslAuthenticationException _ ->
          "the TLS handshake failed; compare COWBELL_KAFKA_TRUSTSTORE, COWBELL_KAFKA_KEYSTORE and the"
              + " names in the broker's certificate";
      case AuthenticationException _ ->
          "the broker does not accept the login; check COWBELL_KAFKA_SASL_JAAS_FILE and"
              + " COWBELL_KAFKA_SASL_MECHANISM";
      case AuthorizationException _ ->
          "the broker does not allow writing; grant Write and Describe on the topic "
              + SpoolDelivery.TOPIC;
      case RetriableException transientFailure ->
          "the broker does not answer (" + name(transientFailure) + ")";
      default -> "the producer failed (" + name(cause) + ")";
    };
  }

  private static Throwable innermostKnown(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof AuthenticationException
            || failure instanceof AuthorizationException
            || cause == null
        ? failure
        : cause;
  }

  private static String name(Throwable failure) {
    return failure.getClass().getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT);
  }
}
