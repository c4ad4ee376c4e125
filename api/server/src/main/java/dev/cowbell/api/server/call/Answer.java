package dev.cowbell.api.server.call;

import com.google.protobuf.MessageLite;
import dev.cowbell.api.server.database.DatabaseAway;
import dev.cowbell.api.server.database.OutOfPatience;
import dev.cowbell.api.server.database.Patience;
import dev.cowbell.api.server.database.TooMuch;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Answers one gRPC call on a virtual thread of its own, for as long as the caller waits; whatever
 * goes wrong becomes a status with a plain sentence.
 *
 * <p>The services stand on the event loop and hand over here, rather than by Quarkus's annotations
 * for blocking code: those delay the start of the call, and in this line of Quarkus the end of a
 * request can then overtake the request (quarkusio/quarkus#48940), which a caller sees as INTERNAL
 * or as no answer at all.
 */
public final class Answer {
  private static final Logger LOG = Logger.getLogger(Answer.class);

  /** What the clients' own default allows. */
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
  private static final Duration LONGEST_REPORT = Duration.ofMinutes(2);
  private static final Duration LONGEST_STREAM = Duration.ofDays(1);

  /** More at once would wait for one another in the database and all be late. */
  private static final Semaphore PLACES = new Semaphore(256);

  private Answer() {}

  /** One message. */
  public static <T extends MessageLite> void one(StreamObserver<T> caller, Supplier<T> answer) {
    placed(caller, LONGEST_ANSWER, (send, _) -> send.accept(bounded(answer.get())));
  }

  /** A stream of messages. */
  public static <T> void many(StreamObserver<T> caller, Consumer<Consumer<T>> answer) {
    placed(caller, LONGEST_REPORT, (send, _) -> answer.accept(send));
  }

  /** A stream of messages without an end of its own. */
  public static <T> void live(StreamObserver<T> caller, Stream<T> answer) {
    start(caller, LONGEST_STREAM, answer);
  }

  /** Sends messages for as long as the caller waits. */
  @FunctionalInterface
  public interface Stream<T> {
    void send(Consumer<T> send, Patience patience);
  }

  private static <T> void placed(StreamObserver<T> caller, Duration longest, Stream<T> answer) {
    if (!PLACES.tryAcquire()) {
      caller.onError(
          Statuses.of(
              Refusal.exhausted("too many calls are being answered: try again in a second")));
      return;
    }
    start(
        caller,
        longest,
        (send, patience) -> {
          try {
            answer.send(send, patience);
          } finally {
            PLACES.release();
          }
        });
  }

  private static <T> void start(StreamObserver<T> caller, Duration longest, Stream<T> answer) {
    Patience patience = Patience.of(Deadlines.left(longest));
    if (caller instanceof ServerCallStreamObserver<T> call) {
      call.setOnCancelHandler(patience::gone);
    }
    Farewell.ofCall().ifPresent(farewell -> farewell.then(patience::gone));
    Runnable answering = Context.current().wrap(() -> answer(caller, patience, answer));
    Thread.ofVirtual().name("call").start(() -> patience.answer(answering));
  }

  private static <T> void answer(StreamObserver<T> caller, Patience patience, Stream<T> answer) {
    try {
      answer.send(caller::onNext, patience);
      caller.onCompleted();
    } catch (Refusal refusal) {
      caller.onError(Statuses.of(refusal));
    } catch (DatabaseAway away) {
      LOG.warnf("A call was answered with UNAVAILABLE: %s", away.getCause());
      caller.onError(Statuses.unavailable(away));
    } catch (OutOfPatience over) {
      LOG.debugf("A call was not answered: %s", over.getMessage());
      caller.onError(Statuses.outOfPatience(over));
    } catch (TooMuch tooMuch) {
      LOG.infof("A call was answered with RESOURCE_EXHAUSTED: %s", tooMuch.getMessage());
      caller.onError(Statuses.tooMuch(tooMuch));
    } catch (RuntimeException failure) {
      if (patience.isGone()) {
        return; // Nobody waits for it any more.
      }
      LOG.error("A call failed", failure); // The caller learns only that it did.
      caller.onError(Statuses.internal());
    }
  }

  private static <T extends MessageLite> T bounded(T answer) {
    if (answer.getSerializedSize() > MOST_BYTES) {
      throw Refusal.exhausted(
          "the answer would be larger than 4 MiB: ask for a smaller page, a shorter span or a"
              + " narrower filter");
    }
    return answer;
  }
}
