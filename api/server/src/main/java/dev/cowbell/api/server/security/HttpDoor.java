package dev.cowbell.api.server.security;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Asks every request for a page, a metric or anything else but health who makes it. Calls of gRPC,
 * known by their paths, which no page has, go on to {@link GrpcDoor}.
 */
@Singleton
final class HttpDoor {
  private static final int BEFORE_ALL_ROUTES = 1000;
  private static final Pattern GRPC = Pattern.compile("/(cowbell|grpc)\\.[\\w.]+/\\w+");
  private static final Pattern HEALTH = Pattern.compile("/q/health(/(live|ready|started))?");

  private final Door door;

  HttpDoor(Door door) {
    this.door = door;
  }

  void stand(@Observes Filters filters) {
    filters.register(this::ask, BEFORE_ALL_ROUTES);
  }

  private void ask(RoutingContext request) {
    String path = request.normalizedPath();
    if (GRPC.matcher(path).matches() || HEALTH.matcher(path).matches()) {
      request.next();
      return;
    }
    switch (door.admit(credentials(request))) {
      case Admission.In _ -> request.next();
      case Admission.Stranger(var sentence) ->
          answer(
              request
                  .response()
                  .setStatusCode(401)
                  .putHeader(
                      "WWW-Authenticate", "Basic realm=\"Cowbell: the password is the token\""),
              sentence);
      case Admission.TooFast(var sentence) ->
          answer(request.response().setStatusCode(429).putHeader("Retry-After", "1"), sentence);
    }
  }

  private static void answer(HttpServerResponse response, String sentence) {
    response.putHeader("Content-Type", "text/plain; charset=utf-8").end(sentence + "\n");
  }

  private static Credentials credentials(RoutingContext request) {
    SocketAddress remote = request.request().remoteAddress();
    return Credentials.of(
        request.request().getHeader("Authorization"),
        request.request().connection().sslSession(),
        remote == null ? "unknown" : remote.host());
  }
}
