package dev.cowbell.api.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cowbell.api.contract.v1.FleetServiceGrpc;
import dev.cowbell.api.contract.v1.ListHostsRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The server with nobody at the database's address. */
@QuarkusTest
@TestProfile(NoDatabase.class)
class DatabaseAwayTest {
  @TestHTTPResource URI server = URI.create("http://injected.invalid");

  @Test
  void call_isUnavailable_inAPlainSentence() {
    try (Channel channel = Channel.to(server)) {
      var fleet = FleetServiceGrpc.newBlockingStub(channel.grpc());
      var refused =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () -> fleet.listHosts(ListHostsRequest.getDefaultInstance()));

      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(refused.getStatus().getDescription())
          .contains("the database cannot be read")
          .doesNotContain("Exception", "127.0.0.1:1");
    }
  }

  @Test
  void page_saysSoAndHealthIsDownWhileTheServerLives() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(503);
    assertThat(get("/").body()).contains("Nothing to read from").doesNotContain("Exception");
    assertThat(get("/q/health/ready").statusCode()).isEqualTo(503);
    assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(
          HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofString());
    }
  }
}
