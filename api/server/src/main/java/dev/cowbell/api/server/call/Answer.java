package dev.cowbell.api.server.call;

import dev.cowbell.api.server.database.DatabaseAway;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Answers one gRPC call on a virtual thread of its own; whatever goes wrong becomes a status with a
 * plain sentence.
 *
 * <p>The services stand on the event loop and hand over here, rather than by Quarkus's annotations
 * for blocking code: those delay the start of the call, and in this line of Quarkus the end of a
 * request can then overtake the request (quarkusio/quarkus#48940), which a caller sees as INTERNAL
 * or as no answer at all.
 */
public final class Answer {
  private static final Logger LOG = Logger.getLogger(Answer.class);

  private Answer() {}

  /** One message. */
  public static <T> void one(StreamObserver<T> caller, Supplier<T> answer) {
    many(caller, send -> send.accept(answer.get()));
  }

  /** A stream of messages. */
  public static <T> void many(StreamObserver<T> caller, Consumer<Consumer<T>> answer) {
    Thread.ofVirtual().name("call").start(() -> send(caller, answer));
  }

  private static <T> void send(StreamObserver<T> caller, Consumer<Consumer<T>> answer) {
    try {
      answer.accept(caller::onNext);
      caller.onCompleted();
    } catch (Refusal refusal) {
      caller.onError(Statuses.of(refusal));
    } catch (DatabaseAway away) {
      LOG.warnf("A call was answered with UNAVAILABLE: %s", away.getCause());
      caller.onError(Statuses.unavailable(away));
    } catch (RuntimeException failure) {
      if (caller instanceof ServerCallStreamObserver<T> call && call.isCancelled()) {
        return; // Nobody waits for it any more.
      }
      LOG.error("A call failed", failure); // The caller learns only that it did.
      caller.onError(Statuses.internal());
    }
  }
}
