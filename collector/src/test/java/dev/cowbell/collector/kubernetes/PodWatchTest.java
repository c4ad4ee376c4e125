package dev.cowbell.collector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodWatchTest {
  private static final String ID = "0123456789abcdef".repeat(4);
  private static final String UID = "8c3f0a9e-1f6b-4d5e-9a50-7b1f0d3c2e11";
  private static final String PATH = "/kubepods/burstable/pod" + UID + "/" + ID;
  private static final Map<String, String> LABELS =
      Map.of(
          "pod-template-hash",
          "6d4cf56db6",
          "cowbell.dev/service",
          "checkout",
          "cowbell.dev/arm",
          "frozen");
  private static final PodName NAMED =
      new PodName(
          "shop",
          "checkout-6d4cf56db6-x2x7v",
          Optional.of("app"),
          Optional.of(new Workload("Deployment", "checkout")),
          Optional.of("checkout"),
          Optional.of("frozen"),
          false);

  private final PodStore store = new PodStore();
  @TempDir Path folder;
  private FakeApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = FakeApiServer.start(0, store);
    Files.writeString(folder.resolve("token"), "let-me-in\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void list_namesPodContainerOwnerAndLabels_andAsksForThisNodeOnly() {
    store.put(checkout(ID));
    store.put(onAnotherNode());
    try (PodWatch watch = watch(server.url())) {
      await(() -> watch.of(PATH).isPresent());

      assertThat(watch.of(PATH)).contains(NAMED);
      assertThat(watch.of("/system.slice/uwsgi.service")).isEmpty();
      assertThat(watch.pods()).isEqualTo(1);
      assertThat(lists())
          .first()
          .asString()
          .contains("fieldSelector=spec.nodeName%3Dnode-1&limit=50&resourceVersion=0");
    }
  }

  @Test
  void node_tellsItsTypeByItsLabel_orByTheOldOne() {
    server.label(
        Map.of("kubernetes.io/arch", "amd64", "beta.kubernetes.io/instance-type", "n2-standard-8"));
    try (PodWatch watch = watch(server.url())) {
      await(() -> watch.instanceType().equals(Optional.of("n2-standard-8")));

      assertThat(server.asked).contains("/api/v1/nodes/node-1");
    }
    server.label(
        Map.of(
            "node.kubernetes.io/instance-type",
            "Standard_D8s_v5",
            "beta.kubernetes.io/instance-type",
            "old"));
    try (PodWatch watch = watch(server.url())) {
      await(() -> watch.instanceType().equals(Optional.of("Standard_D8s_v5")));
    }
  }

  @Test
  void node_thatIsRefused_leavesNamesAsTheyAre() {
    server.refuseNode();
    store.put(checkout(ID));
    try (PodWatch watch = watch(server.url())) {
      await(() -> watch.of(PATH).isPresent() && server.asked.contains("/api/v1/nodes/node-1"));

      assertThat(watch.failure()).isEmpty();
      assertThat(watch.instanceType()).isEmpty();
    }
  }

  @Test
  void list_ofManyPodsFromTheServersCache_isOneAnswer() {
    many();
    try (PodWatch watch = watch(server.url())) {
      await(() -> watch.pods() == 120);

      assertThat(lists()).hasSize(1);
    }
  }

  @Test
  void list_afterAVersionWasForgotten_isOfWhatIsTrueNow_pageByPage() {
    try (PodWatch watch = watch(server.url())) {
      await(() -> server.standingWatches() == 1);
      many();
      await(() -> watch.pods() == 120);
      store.compact();
      await(() -> lists().size() == 4 && watch.failure().isEmpty());

      assertThat(watch.pods()).isEqualTo(120);
      assertThat(lists().get(1)).endsWith("&resourceVersion=");
      assertThat(lists().subList(2, 4))
          .allSatisfy(
              url -> assertThat(url).contains("&continue=").doesNotContain("resourceVersion"));
    }
  }

  @Test
  void watch_beginsWhereTheListEnded_andTellsOfPodsThatComeChangeAndGo() {
    store.put(checkout(id(0)));
    try (PodWatch watch = watch(server.url())) {
      await(() -> server.standingWatches() == 1);
      assertThat(watches().getFirst()).endsWith("&resourceVersion=" + store.version());
      store.put(checkout(id(1)));
      await(() -> watch.of(path(1)).flatMap(PodName::container).isPresent());
      assertThat(watch.of("/" + id(0))).isEmpty();
      store.put(onAnotherNode());
      store.delete(UID);
      await(() -> watch.of(path(1)).isEmpty());
      assertThat(watch.pods()).isZero();
    }
  }

  @Test
  void watch_thatEndsInTime_goesOnFromItsLastEvent_withoutAList() {
    try (PodWatch watch = watch(server.url())) {
      await(() -> server.standingWatches() == 1);
      store.put(checkout(ID));
      await(() -> watch.of(PATH).isPresent());
      long told = store.version();
      server.endWatches();
      store.put(checkout(id(3))); // may fall between two watches
      await(() -> watch.of(path(3)).flatMap(PodName::container).isPresent());

      await(() -> watches().size() == 2);
      assertThat(watches().get(1)).contains("&resourceVersion=").doesNotContain("=4710");
      assertThat(version(watches().get(1))).isGreaterThanOrEqualTo(told);
      assertThat(lists()).hasSize(1);
    }
  }

  @Test
  void bookmark_ofAWatch_isWhereTheNextOneBegins() {
    try (PodWatch watch = watch(server.url())) {
      await(() -> server.standingWatches() == 1);
      for (int i = 0; i < 100; i++) {
        store.moveOn(); // elsewhere in the cluster
      }
      server.bookmark();
      store.put(checkout(ID)); // told after the bookmark, so once it is known that one is, too
      await(() -> watch.of(PATH).isPresent());
      server.endWatches();
      await(() -> watches().size() == 2);

      assertThat(version(watches().get(1))).isGreaterThanOrEqualTo(4810);
      assertThat(watches().getFirst()).contains("&allowWatchBookmarks=true");
      assertThat(lists()).hasSize(1);
    }
  }

  @Test
  void connection_thatBreaksWithinAnEvent_isMadeAgain_andNothingIsMissed() {
    try (PodWatch watch = watch(server.url())) {
      await(() -> server.standingWatches() == 1);
      server.breakWatches();
      store.put(checkout(ID));
      await(() -> watch.of(PATH).isPresent() && watch.failure().isEmpty());

      assertThat(lists()).hasSize(1);
    }
  }

  @Test
  void version_thatTheServerForgot_isToldByAnEventOrByTheStatus() {
    store.put(checkout(ID));
    try (PodWatch watch = watch(server.url())) {
      await(() -> server.standingWatches() == 1);
      store.delete(UID);
      store.compact();
      await(() -> lists().size() == 2 && watch.of(PATH).isEmpty());

      server.refuseOldWatchesAtOnce();
      server.refuseWith(503);
      server.endWatches();
      await(() -> watch.failure().orElse("").contains("503"));
      store.put(checkout(id(5)));
      store.compact();
      server.refuseWith(0);
      await(() -> watch.of(path(5)).isPresent() && watch.failure().isEmpty());
      assertThat(lists()).hasSize(3);
    }
  }

  @Test
  void server_thatIsAway_leavesWhatWasKnown_andIsNotAskedForEverythingAgain() throws IOException {
    store.put(checkout(ID));
    int port = server.port();
    try (PodWatch watch = watch(server.url())) {
      await(() -> server.standingWatches() == 1);
      server.close();
      await(() -> watch.failure().isPresent());
      assertThat(watch.of(PATH)).contains(NAMED);

      store.delete(UID);
      store.put(ApiMessages.pod("new", "new", Map.of(), "app", id(7)));
      server = FakeApiServer.start(port, store);
      await(() -> watch.of("/" + id(7)).isPresent());
      assertThat(watch.of(PATH)).isEmpty();
      assertThat(lists()).isEmpty();
    }
  }

  @Test
  void server_thatRefuses_isToldInWordsThatHelp() {
    server.refuseWith(403);
    try (PodWatch watch = watch(server.url())) {
      await(() -> watch.failure().orElse("").contains("may not list and watch pods"));
      server.refuseWith(429);
      await(() -> watch.failure().orElse("").contains("too much to do"));
      server.refuseWith(0);
      await(() -> watch.failure().isEmpty());
    }
  }

  /** The kubelet changes the file under the pod; the old token ends somewhat later. */
  @Test
  void token_thatIsRotated_isReadForTheNextRequest() throws IOException {
    try (PodWatch watch = watch(server.url())) {
      await(() -> server.standingWatches() == 1);
      server.rotateToken("the-next-one");
      server.endWatches();
      await(() -> watch.failure().orElse("").contains("token"));
      Files.writeString(folder.resolve("token"), "the-next-one");
      store.put(checkout(ID));
      await(() -> watch.of(PATH).isPresent() && watch.failure().isEmpty());
      assertThat(lists()).hasSize(1);
    }
  }

  @Test
  void server_thatIsNone_isAFailureAndNoMore() {
    try (PodWatch watch = watch(URI.create("http://127.0.0.1:9"))) {
      await(() -> !watch.failure().equals(Optional.of("nothing was asked yet")));
      assertThat(watch.of(PATH)).isEmpty();
    }
  }

  @Test
  void directory_isBounded_andCountsWhatItLeavesOut() {
    PodDirectory directory = new PodDirectory();
    for (int i = 0; i < PodDirectory.CAPACITY + 3; i++) {
      directory.put(
          new Pod(
              "uid-" + i,
              "n",
              "p",
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Map.of(id(i), "app")));
    }

    assertThat(directory.size()).isEqualTo(PodDirectory.CAPACITY);
    assertThat(directory.leftOut()).isEqualTo(3);
  }

  private List<String> lists() {
    return server.asked.stream().filter(url -> url.contains("limit=")).toList();
  }

  private List<String> watches() {
    return server.asked.stream().filter(url -> url.contains("watch=")).toList();
  }

  private static long version(String url) {
    return Long.parseLong(url.substring(url.lastIndexOf('=') + 1));
  }

  private PodWatch watch(URI url) {
    return PodWatch.start(
        new ApiServer(
            url,
            "node-1",
            folder.resolve("token"),
            folder.resolve("ca.crt"),
            new NameLabels("cowbell.dev/service", "cowbell.dev/arm")),
        Duration.ofMillis(20));
  }

  private void many() {
    for (int i = 0; i < 120; i++) {
      store.put(ApiMessages.pod("uid-" + i, "pod-" + i, LABELS, "app", id(i)));
    }
  }

  private static io.kubernetes.client.proto.V1.Pod checkout(String containerId) {
    return ApiMessages.pod(UID, "checkout-6d4cf56db6-x2x7v", LABELS, "app", containerId);
  }

  private static io.kubernetes.client.proto.V1.Pod onAnotherNode() {
    var pod = ApiMessages.pod("far", "far", LABELS, "app", id(99)).toBuilder();
    pod.getSpecBuilder().setNodeName("node-2");
    return pod.build();
  }

  private static String path(int i) {
    return "/kubepods/burstable/pod" + UID + "/" + id(i);
  }

  private static String id(int i) {
    return "%064x".formatted(i);
  }

  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
