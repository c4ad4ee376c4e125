package dev.cowbell.images;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** For what becomes true in its own time. */
final class Waiting {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long LONGEST_ANSWER_SECONDS = 20;

  /** Something that may become true. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  private Waiting() {}

  static void until(Condition condition, String otherwise) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as(otherwise).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  /**
   * What a program on this host answers; nothing where it does not answer with 200 in time. The
   * bound is on the whole answer, which a request's own timeout is not.
   */
  static byte[] get(int port, String path) throws InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
      try {
        var answer =
            client
                .sendAsync(request, BodyHandlers.ofByteArray())
                .get(LONGEST_ANSWER_SECONDS, SECONDS);
        return answer.statusCode() == 200 ? answer.body() : new byte[0];
      } catch (ExecutionException | TimeoutException notYet) {
        client.shutdownNow();
        return new byte[0];
      }
    }
  }
}
