package dev.cowbell.chart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.Yaml;

/**
 * An API server that keeps what it is given and does nothing about it: enough for Helm to install
 * and upgrade.
 */
final class FakeCluster implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Kinds that the chart makes, by group and version; a star is for those without a namespace. */
  private static final Map<String, String> KINDS =
      Map.of(
          "api/v1", "ConfigMap Secret Service ServiceAccount Pod",
          "apis/apps/v1", "DaemonSet Deployment StatefulSet",
          "apis/autoscaling/v2", "HorizontalPodAutoscaler",
          "apis/batch/v1", "Job",
          "apis/networking.k8s.io/v1", "NetworkPolicy Ingress",
          "apis/policy/v1", "PodDisruptionBudget",
          "apis/rbac.authorization.k8s.io/v1", "*ClusterRole *ClusterRoleBinding");

  /** So that Helm does not ask for the whole model to check hooks against. */
  private static final String CHECKS_SECRETS_ITSELF =
      """
      openapi: 3.0.0
      info: {title: fake, version: v1}
      paths:
        /api/v1/namespaces/{namespace}/secrets/{name}:
          patch:
            parameters: [{name: fieldValidation, in: query}]
            responses: {}
            x-kubernetes-group-version-kind: {group: "", version: v1, kind: Secret}
      """;

  private final Map<String, ObjectNode> objects = new ConcurrentHashMap<>();
  private final ReleaseSecrets releases = new ReleaseSecrets();
  private final HttpServer server;

  private FakeCluster(HttpServer server) {
    this.server = server;
  }

  static FakeCluster start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeCluster cluster = new FakeCluster(server);
    server.createContext("/", cluster::handle);
    server.start();
    return cluster;
  }

  /** For Helm, as kubectl's file. */
  String kubeConfig() {
    return """
    apiVersion: v1
    kind: Config
    clusters: [{name: fake, cluster: {server: "http://127.0.0.1:%d"}}]
    users: [{name: nobody, user: {}}]
    contexts: [{name: fake, context: {cluster: fake, user: nobody, namespace: cowbell}}]
    current-context: fake
    """
        .formatted(server.getAddress().getPort());
  }

  /** An object by its path, such as api/v1/namespaces/cowbell/secrets/mine. */
  Optional<JsonNode> at(String path) {
    return Optional.ofNullable(objects.get(path));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(1);
      byte[] body = exchange.getRequestBody().readAllBytes();
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      if (releases.isConcernedBy(path, body, query)) {
        byte[] answer = releases.answer(path, body);
        exchange.getResponseHeaders().set("Content-Type", ReleaseSecrets.TYPE);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        return;
      }
      switch (exchange.getRequestMethod()) {
        case "GET" -> answer(exchange, 200, found(path));
        case "POST" -> {
          ObjectNode object = read(body);
          answer(exchange, 201, keep(path + "/" + object.at("/metadata/name").asText(), object));
        }
        case "PUT" -> answer(exchange, 200, keep(path, read(body)));
        case "PATCH" -> answer(exchange, 200, at(path));
        default -> answer(exchange, 200, Optional.ofNullable(objects.remove(path)));
      }
    }
  }

  private Optional<JsonNode> keep(String path, ObjectNode object) {
    objects.put(path, object);
    return Optional.of(object);
  }

  private static ObjectNode read(byte[] body) {
    try {
      return (ObjectNode) MAPPER.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + new String(body, UTF_8), e);
    }
  }

  private static void answer(HttpExchange exchange, int status, Optional<JsonNode> object)
      throws IOException {
    JsonNode body =
        object.orElseGet(
            () ->
                MAPPER
                    .createObjectNode()
                    .put("kind", "Status")
                    .put("apiVersion", "v1")
                    .put("status", "Failure")
                    .put("reason", "NotFound")
                    .put("code", 404));
    byte[] bytes = MAPPER.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(object.isPresent() ? status : 404, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private Optional<JsonNode> found(String path) {
    return switch (path) {
      case "version" -> Optional.of(json("{major: '1', minor: '30', gitVersion: v1.30.0}"));
      case "api" -> Optional.of(json("{kind: APIVersions, versions: [v1]}"));
      case "apis" -> Optional.of(groups());
      case "openapi/v3" ->
          Optional.of(json("{paths: {api/v1: {serverRelativeURL: /openapi/v3/api/v1}}}"));
      case "openapi/v3/api/v1" -> Optional.of(json(CHECKS_SECRETS_ITSELF));
      default -> KINDS.containsKey(path) ? Optional.of(kinds(path)) : at(path);
    };
  }

  private static ObjectNode json(String flow) {
    return MAPPER.valueToTree(new Yaml().load(flow));
  }

  private static ObjectNode groups() {
    ObjectNode all = json("{kind: APIGroupList, apiVersion: v1}");
    ArrayNode groups = all.putArray("groups");
    KINDS.keySet().stream()
        .filter(key -> key.startsWith("apis/"))
        .map(key -> key.split("/", -1))
        .map(
            parts ->
                "{name: %1$s, versions: [&v {groupVersion: %1$s/%2$s, version: %2$s}],"
                    .formatted(parts[1], parts[2]))
        .map(start -> json(start + " preferredVersion: *v}"))
        .forEach(groups::add);
    return all;
  }

  private static ObjectNode kinds(String groupVersion) {
    ObjectNode all = json("{kind: APIResourceList, apiVersion: v1}");
    all.put("groupVersion", groupVersion.substring(groupVersion.indexOf('/') + 1));
    ArrayNode resources = all.putArray("resources");
    for (String kind : KINDS.getOrDefault(groupVersion, "").split(" ", -1)) {
      String name = kind.replace("*", "");
      ObjectNode resource = resources.addObject().put("kind", name).put("name", plural(name));
      resource.put("singularName", "").put("namespaced", !kind.startsWith("*"));
      List.of("create", "delete", "get", "list", "patch", "update")
          .forEach(resource.withArray("verbs")::add);
    }
    return all;
  }

  private static String plural(String kind) {
    String small = kind.toLowerCase(Locale.ROOT);
    if (small.endsWith("y")) {
      return small.substring(0, small.length() - 1) + "ies";
    }
    return small + (small.endsWith("s") ? "es" : "s");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
