package dev.cowbell.collector.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** GET /healthz and /metrics. */
final class StatusEndpoint implements AutoCloseable {
  private final HttpServer server;

  private StatusEndpoint(HttpServer server) {
    this.server = server;
  }

  /**
   * @throws IOException where the port is taken
   */
  static StatusEndpoint start(String host, int port, CollectorStatus status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 0);
    server.createContext(
        "/healthz",
        exchange -> {
          boolean healthy = status.isHealthy();
          answer(
              exchange, healthy ? 200 : 503, healthy ? "ok\n" : "no tick was taken for too long\n");
        });
    server.createContext("/metrics", exchange -> answer(exchange, 200, status.metrics()));
    server.start();
    return new StatusEndpoint(server);
  }

  int port() {
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, int code, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(code, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
