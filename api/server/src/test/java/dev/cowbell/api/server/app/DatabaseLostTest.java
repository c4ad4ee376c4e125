package dev.cowbell.api.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cowbell.api.contract.v1.RecommendationServiceGrpc;
import dev.cowbell.api.contract.v1.WatchRecommendationsRequest;
import dev.cowbell.api.contract.v1.WatchRecommendationsResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that goes away in the middle of a stream, and comes back. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
class DatabaseLostTest {
  @TestHTTPResource URI server = URI.create("http://injected.invalid");

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String database = "";

  Channel channel;
  Watcher watcher;

  @BeforeEach
  void connect() throws Exception {
    channel = Channel.to(server);
    watcher = Watcher.of(database.replace("/postgres", "/template1"));
  }

  @AfterEach
  void restore() throws Exception {
    watcher.run("ALTER DATABASE postgres ALLOW_CONNECTIONS true");
    watcher.close();
    channel.close();
  }

  @Test
  void stream_endsWithUnavailable_andResumesWhereItWas() throws Exception {
    var stub = RecommendationServiceGrpc.newBlockingStub(channel.grpc());
    Iterator<WatchRecommendationsResponse> stream =
        stub.watchRecommendations(WatchRecommendationsRequest.getDefaultInstance());
    String seen = "";
    for (int i = 0; i < 3; i++) {
      seen = stream.next().getResumeToken();
    }
    String token = seen;

    watcher.run("ALTER DATABASE postgres ALLOW_CONNECTIONS false");
    watcher.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'postgres' AND"
            + " application_name LIKE 'cowbell-server%'");
    var lost =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> {
              while (stream.hasNext()) {
                stream.next();
              }
            });
    watcher.run("ALTER DATABASE postgres ALLOW_CONNECTIONS true");

    assertThat(lost.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(lost.getStatus().getDescription())
        .contains("the database cannot be read")
        .doesNotContain("Exception");
    assertThat(resumed(stub, token)).isEqualTo(token);
  }

  /** As clients do, for whom UNAVAILABLE means to ask again; at most for half a minute. */
  private static String resumed(
      RecommendationServiceGrpc.RecommendationServiceBlockingStub stub, String token)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try {
        return stub.watchRecommendations(
                WatchRecommendationsRequest.newBuilder().setResumeToken(token).build())
            .next()
            .getResumeToken();
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() != Status.Code.UNAVAILABLE || System.nanoTime() > deadline) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }
}
