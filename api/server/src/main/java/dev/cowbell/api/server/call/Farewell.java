package dev.cowbell.api.server.call;

import io.grpc.Context;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Hears of a caller who goes away before the answer. The gRPC bridge of this line of Vert.x tells
 * of it only while the request is still being sent; the response under it always does.
 */
final class Farewell {
  private static final String NAME = "cowbell-farewell";
  private static final Context.Key<Farewell> OF_CALL = Context.key(NAME);

  private final CompletableFuture<Void> said = new CompletableFuture<>();

  /** Does something when the caller goes away, or now where they are gone. */
  void then(Runnable action) {
    var _ = said.thenRun(action);
  }

  /** That of the call which the current thread begins to answer. */
  static Optional<Farewell> ofCall() {
    return Optional.ofNullable(OF_CALL.get());
  }

  /** A gRPC context that knows that of the request which the current thread handles. */
  static Context known(Context context) {
    return VertxContext.isOnDuplicatedContext()
        ? ContextLocals.<Farewell>get(NAME).map(f -> context.withValue(OF_CALL, f)).orElse(context)
        : context;
  }

  /** Listens on every request. */
  @Singleton
  static final class Listener {
    private static final int BEFORE_ALL_ROUTES = 900;

    void listen(@Observes Filters filters) {
      filters.register(Listener::listen, BEFORE_ALL_ROUTES);
    }

    private static void listen(RoutingContext request) {
      StreamErrors.contain(request.request().connection());
      if (VertxContext.isOnDuplicatedContext()) {
        Farewell farewell = new Farewell();
        request.addEndHandler(
            ended -> {
              if (ended.failed()) {
                farewell.said.complete(null);
              }
            });
        ContextLocals.put(NAME, farewell);
      }
      request.next();
    }
  }
}
