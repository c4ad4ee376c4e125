package dev.cowbell.api.server.call;

import dev.cowbell.api.server.database.DatabaseAway;
import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Answers one gRPC call; whatever goes wrong becomes a status with a plain sentence. */
public final class Answer {
  private static final Logger LOG = Logger.getLogger(Answer.class);

  private Answer() {}

  /** One message. */
  public static <T> void one(StreamObserver<T> caller, Supplier<T> answer) {
    many(caller, send -> send.accept(answer.get()));
  }

  /** A stream of messages. */
  public static <T> void many(StreamObserver<T> caller, Consumer<Consumer<T>> answer) {
    try {
      answer.accept(caller::onNext);
      caller.onCompleted();
    } catch (Refusal refusal) {
      caller.onError(Statuses.of(refusal));
    } catch (DatabaseAway away) {
      LOG.warnf("A call was answered with UNAVAILABLE: %s", away.getCause());
      caller.onError(Statuses.unavailable(away));
    } catch (RuntimeException failure) {
      LOG.error("A call failed", failure); // The caller learns only that it did.
      caller.onError(Statuses.internal());
    }
  }
}
