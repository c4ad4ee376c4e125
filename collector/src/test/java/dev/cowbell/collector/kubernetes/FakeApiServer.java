package dev.cowbell.collector.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.V1;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * Answers lists and watches of pods as an API server does: pages with continuations, or all at once
 * from its cache where version 0 is asked for; watches that begin at a version, tell bookmarks, end
 * in time, and are refused with 410 where the version was compacted. Holds what it was asked.
 */
final class FakeApiServer implements AutoCloseable {
  private static final long LOOK_MILLIS = 5;

  final List<String> asked = new CopyOnWriteArrayList<>();
  final PodStore store;
  private final HttpServer server;
  private final AtomicInteger watches = new AtomicInteger();
  private final AtomicInteger bookmarks = new AtomicInteger();
  private volatile String token = "let-me-in";
  private volatile int refusal;
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();
  private volatile boolean isRefusingAtOnce;
  private volatile Map<String, String> nodeLabels = Map.of();
  private volatile boolean refusesNode;
  private volatile boolean isClosed;

  private FakeApiServer(HttpServer server, PodStore store) {
    this.server = server;
    this.store = store;
  }

  static FakeApiServer start(int port, PodStore store) throws IOException {
    return start(HttpServer.create(address(port), 0), store);
  }

  static FakeApiServer startSecured(SSLContext tls, PodStore store) throws IOException {
    HttpsServer https = HttpsServer.create(address(0), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(tls));
    return start(https, store);
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static FakeApiServer start(HttpServer http, PodStore store) {
    FakeApiServer server = new FakeApiServer(http, store);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/api/v1/pods", server::answer);
    http.createContext("/api/v1/nodes/node-1", server::answerNode);
    http.start();
    return server;
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI url() {
    return URI.create(
        (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:" + port());
  }

  /** The only token that is let in from now on. */
  void rotateToken(String fresh) {
    token = fresh;
  }

  /** Answers with this status from now on; 0 for as it should be. */
  void refuseWith(int status) {
    refusal = status;
  }

  /** The labels of the node. */
  void label(Map<String, String> labels) {
    nodeLabels = labels;
  }

  /** Forbids to get the node. */
  void refuseNode() {
    refusesNode = true;
  }

  /** Refuses a watch from a forgotten version by its status, not by its first event. */
  void refuseOldWatchesAtOnce() {
    isRefusingAtOnce = true;
  }

  /** Tells the watches that stand how far all has been told. */
  void bookmark() {
    bookmarks.incrementAndGet();
  }

  /** Ends the watches that stand, as after their time. */
  void endWatches() {
    ended.incrementAndGet();
  }

  /** Cuts the connections of watches in the middle of an event. */
  void breakWatches() {
    broken.incrementAndGet();
  }

  int standingWatches() {
    return watches.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> query = query(exchange);
      asked.add(exchange.getRequestURI().toString());
      boolean isKnown =
          ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
      if (refusal != 0 || !isKnown) {
        exchange.sendResponseHeaders(refusal != 0 ? refusal : 401, -1);
      } else if (query.containsKey("watch")) {
        watch(exchange, query);
      } else {
        list(exchange, query);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void answerNode(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(exchange.getRequestURI().toString());
      if (refusesNode) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      Meta.ObjectMeta metadata =
          Meta.ObjectMeta.newBuilder().setName("node-1").putAllLabels(nodeLabels).build();
      byte[] node =
          ApiMessages.enveloped("Node", V1.Node.newBuilder().setMetadata(metadata).build());
      exchange.sendResponseHeaders(200, node.length);
      exchange.getResponseBody().write(node);
    }
  }

  private void list(HttpExchange exchange, Map<String, String> query) throws IOException {
    if (query.containsKey("continue") && query.containsKey("resourceVersion")) {
      exchange.sendResponseHeaders(400, -1);
      return;
    }
    List<V1.Pod> pods = store.pods(node(query));
    boolean isFromCache = "0".equals(query.get("resourceVersion"));
    String[] token = query.getOrDefault("continue", store.version() + ":0").split(":", 2);
    if (!store.knows(Long.parseLong(token[0]))) {
      exchange.sendResponseHeaders(410, -1);
      return;
    }
    int from = Integer.parseInt(token[1]);
    int limit = isFromCache ? pods.size() : Integer.parseInt(query.get("limit"));
    int to = Math.min(pods.size(), from + limit);
    Meta.ListMeta.Builder metadata = Meta.ListMeta.newBuilder().setResourceVersion(token[0]);
    if (to < pods.size()) {
      metadata.setContinue(token[0] + ":" + to);
    }
    byte[] page =
        ApiMessages.enveloped(
            "PodList",
            V1.PodList.newBuilder()
                .setMetadata(metadata)
                .addAllItems(pods.subList(from, to))
                .build());
    exchange.getResponseHeaders().set("Content-Type", "application/vnd.kubernetes.protobuf");
    exchange.sendResponseHeaders(200, page.length);
    exchange.getResponseBody().write(page);
  }

  private void watch(HttpExchange exchange, Map<String, String> query)
      throws IOException, InterruptedException {
    long told = Long.parseLong(query.get("resourceVersion"));
    if (isRefusingAtOnce && !store.knows(told)) {
      exchange.sendResponseHeaders(410, -1);
      return;
    }
    exchange
        .getResponseHeaders()
        .set("Content-Type", "application/vnd.kubernetes.protobuf;stream=watch");
    exchange.sendResponseHeaders(200, 0);
    watches.incrementAndGet();
    try {
      tell(new DataOutputStream(exchange.getResponseBody()), told, query);
    } finally {
      watches.decrementAndGet();
    }
  }

  private void tell(DataOutputStream frames, long from, Map<String, String> query)
      throws IOException, InterruptedException {
    frames.flush();
    long told = from;
    int endedBefore = ended.get();
    int brokenBefore = broken.get();
    int bookmarksBefore = bookmarks.get();
    while (!isClosed && ended.get() == endedBefore) {
      if (!store.knows(told)) {
        send(
            frames,
            ApiMessages.event(
                "ERROR",
                ApiMessages.status(410, "Expired", "too old resource version: " + told),
                "Status"));
        return;
      }
      for (PodStore.Happening happening : store.after(told, node(query))) {
        send(frames, ApiMessages.event(happening.type(), happening.pod(), "Pod"));
        told = happening.version();
      }
      if (bookmarks.get() > bookmarksBefore && query.containsKey("allowWatchBookmarks")) {
        bookmarksBefore++;
        told = store.version();
        send(frames, ApiMessages.event("BOOKMARK", ApiMessages.bookmark(told), "Pod"));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      if (broken.get() != brokenBefore) {
        frames.writeInt(1000);
        frames.write(new byte[10]);
        frames.flush();
        throw new IOException("cut");
      }
    }
  }

  private static void send(DataOutputStream frames, byte[] event) throws IOException {
    frames.writeInt(event.length);
    frames.write(event);
    frames.flush();
  }

  private static String node(Map<String, String> query) {
    return query.getOrDefault("fieldSelector", "").replaceFirst("^spec\\.nodeName=", "");
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : exchange.getRequestURI().getRawQuery().split("&", -1)) {
      String[] keyAndValue = pair.split("=", 2);
      query.put(keyAndValue[0], URLDecoder.decode(keyAndValue[1], UTF_8));
    }
    return query;
  }

  @Override
  public void close() {
    isClosed = true;
    server.stop(0);
  }
}
