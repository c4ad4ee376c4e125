package dev.cowbell.collector.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.Runtime;
import io.kubernetes.client.proto.V1;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Answers lists and watches of pods as an API server does: Kubernetes' own message classes in their
 * envelope, pages with continuations, and watch events as frames behind their length. Holds what it
 * was asked.
 */
final class FakeApiServer implements AutoCloseable {
  private static final String TOKEN = "let-me-in";
  private static final byte[] MAGIC = {'k', '8', 's', 0};
  private static final V1.Pod NO_POD = V1.Pod.getDefaultInstance();

  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<V1.Pod> pods = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();
  private final HttpServer server;
  private volatile int refusal;
  private volatile Map<String, String> nodeLabels = Map.of();
  private volatile boolean refusesNode;

  private record Happening(String type, V1.Pod pod) {}

  private FakeApiServer(HttpServer server) {
    this.server = server;
  }

  static FakeApiServer start(int port) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    FakeApiServer server = new FakeApiServer(http);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/api/v1/pods", server::answer);
    http.createContext("/api/v1/nodes/node-1", server::answerNode);
    http.start();
    return server;
  }

  static String token() {
    return TOKEN;
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port());
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

  void tell(String type, V1.Pod pod) {
    happenings.add(new Happening(type, pod));
  }

  /** Ends the watch that stands, as after its time. */
  void endWatch() {
    happenings.add(new Happening("END", NO_POD));
  }

  static V1.Pod pod(
      String uid, String name, Map<String, String> labels, String container, String containerId) {
    Meta.ObjectMeta metadata =
        Meta.ObjectMeta.newBuilder()
            .setUid(uid)
            .setName(name)
            .setNamespace("shop")
            .putAllLabels(labels)
            .putAnnotations("kubectl.kubernetes.io/last-applied-configuration", "x".repeat(5000))
            .addOwnerReferences(
                Meta.OwnerReference.newBuilder()
                    .setApiVersion("apps/v1")
                    .setKind("ReplicaSet")
                    .setName("checkout-6d4cf56db6")
                    .setUid("1")
                    .setController(true))
            .build();
    return V1.Pod.newBuilder()
        .setMetadata(metadata)
        .setSpec(
            V1.PodSpec.newBuilder()
                .setNodeName("node-1")
                .addContainers(
                    V1.Container.newBuilder()
                        .setName(container)
                        .addEnv(V1.EnvVar.newBuilder().setName("SECRET").setValue("hush"))))
        .setStatus(
            V1.PodStatus.newBuilder()
                .addContainerStatuses(
                    V1.ContainerStatus.newBuilder()
                        .setName(container)
                        .setReady(true)
                        .setRestartCount(3)
                        .setImage("registry/checkout:1")
                        .setContainerID("containerd://" + containerId)))
        .build();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> query = query(exchange);
      asked.add(exchange.getRequestURI().toString());
      boolean isKnown =
          ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
      if (refusal != 0 || !isKnown) {
        exchange.sendResponseHeaders(refusal != 0 ? refusal : 401, -1);
      } else if (query.containsKey("watch")) {
        exchange
            .getResponseHeaders()
            .set("Content-Type", "application/vnd.kubernetes.protobuf;stream=watch");
        exchange.sendResponseHeaders(200, 0);
        watch(exchange.getResponseBody());
      } else {
        byte[] page = page(query);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.kubernetes.protobuf");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
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
      byte[] node = enveloped("Node", V1.Node.newBuilder().setMetadata(metadata).build());
      exchange.sendResponseHeaders(200, node.length);
      exchange.getResponseBody().write(node);
    }
  }

  private byte[] page(Map<String, String> query) throws IOException {
    int from = Integer.parseInt(query.getOrDefault("continue", "0"));
    int to = Math.min(pods.size(), from + Integer.parseInt(query.get("limit")));
    Meta.ListMeta.Builder metadata = Meta.ListMeta.newBuilder().setResourceVersion("4711");
    if (to < pods.size()) {
      metadata.setContinue(Integer.toString(to));
    }
    return enveloped(
        "PodList",
        V1.PodList.newBuilder().setMetadata(metadata).addAllItems(pods.subList(from, to)).build());
  }

  private void watch(OutputStream body) throws IOException, InterruptedException {
    DataOutputStream frames = new DataOutputStream(body);
    while (true) {
      Happening happening = happenings.poll(30, TimeUnit.SECONDS);
      if (happening == null || happening.type.equals("END")) {
        return;
      }
      byte[] event =
          Meta.WatchEvent.newBuilder()
              .setType(happening.type)
              .setObject(
                  Runtime.RawExtension.newBuilder()
                      .setRaw(ByteString.copyFrom(enveloped("Pod", happening.pod))))
              .build()
              .toByteArray();
      frames.writeInt(event.length);
      frames.write(event);
      frames.flush();
      if (happening.type.equals("ERROR")) {
        return;
      }
    }
  }

  private static byte[] enveloped(String kind, MessageLite object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(MAGIC);
    Runtime.Unknown.newBuilder()
        .setTypeMeta(Runtime.TypeMeta.newBuilder().setApiVersion("v1").setKind(kind))
        .setRaw(object.toByteString())
        .setContentType("")
        .setContentEncoding("")
        .build()
        .writeTo(bytes);
    return bytes.toByteArray();
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair :
        new ArrayList<>(List.of(exchange.getRequestURI().getRawQuery().split("&", -1)))) {
      String[] keyAndValue = pair.split("=", 2);
      query.put(keyAndValue[0], URLDecoder.decode(keyAndValue[1], UTF_8));
    }
    return query;
  }

  @Override
  public void close() {
    endWatch();
    server.stop(0);
  }
}
