package dev.cowbell.collector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  @TempDir Path folder;
  private FakeApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = FakeApiServer.start(0);
    Files.writeString(folder.resolve("token"), FakeApiServer.token() + "\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void list_namesPodContainerOwnerAndLabels_andAsksForThisNodeOnly() {
    server.pods.add(checkout(ID));
    try (PodWatch watch = watch(server.url())) {
      await(() -> watch.of(PATH).isPresent());

      assertThat(watch.of(PATH)).contains(NAMED);
      assertThat(watch.of("/system.slice/uwsgi.service")).isEmpty();
      assertThat(watch.failure()).isEmpty();
      assertThat(server.asked)
          .first()
          .asString()
          .contains("fieldSelector=spec.nodeName%3Dnode-1&limit=50");
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
    server.pods.add(checkout(ID));
    try (PodWatch watch = watch(server.url())) {
      await(() -> watch.of(PATH).isPresent() && server.asked.contains("/api/v1/nodes/node-1"));

      assertThat(watch.failure()).isEmpty();
      assertThat(watch.instanceType()).isEmpty();
    }
  }

  @Test
  void list_ofManyPods_isAskedForPageByPage() {
    for (int i = 0; i < 120; i++) {
      server.pods.add(FakeApiServer.pod("uid-" + i, "pod-" + i, LABELS, "app", id(i)));
    }
    try (PodWatch watch = watch(server.url())) {
      await(() -> watch.pods() == 120);

      assertThat(server.asked).filteredOn(url -> url.contains("limit=50")).hasSize(3);
    }
  }

  @Test
  void watch_tellsOfPodsThatComeChangeAndGo() {
    try (PodWatch watch = watch(server.url())) {
      server.tell("ADDED", checkout(id(1)));
      await(() -> watch.of(path(1)).isPresent());
      server.tell("MODIFIED", checkout(id(2)));
      await(() -> watch.of("/" + id(2)).isPresent());
      assertThat(watch.of("/" + id(1))).isEmpty();
      server.tell("BOOKMARK", FakeApiServer.pod("", "", Map.of(), "", ""));
      server.tell("DELETED", checkout(id(2)));
      await(() -> watch.of(path(2)).isEmpty());
      assertThat(watch.pods()).isZero();
    }
  }

  @Test
  void watch_thatExpiredOrEnded_beginsAnewWithAList() {
    try (PodWatch watch = watch(server.url())) {
      await(() -> lists() == 1);
      server.tell("ERROR", FakeApiServer.pod("", "", Map.of(), "", ""));
      await(() -> lists() == 2);
      server.pods.add(checkout(ID));
      server.endWatch();
      await(() -> watch.of(PATH).isPresent());
    }
  }

  @Test
  void server_thatIsAway_leavesWhatWasKnown_andIsAskedAgain() throws IOException {
    server.pods.add(checkout(ID));
    int port = server.port();
    try (PodWatch watch = watch(server.url())) {
      await(() -> watch.of(PATH).isPresent());
      server.close();
      await(() -> watch.failure().isPresent());
      assertThat(watch.of(PATH)).contains(NAMED);

      server = FakeApiServer.start(port);
      server.pods.add(FakeApiServer.pod("new", "new", Map.of(), "app", id(7)));
      await(() -> watch.of("/" + id(7)).isPresent());
      assertThat(watch.of(PATH)).isEmpty();
    }
  }

  @Test
  void server_thatRefuses_isToldInWordsThatHelp() throws IOException {
    server.refuseWith(403);
    try (PodWatch watch = watch(server.url())) {
      await(() -> watch.failure().orElse("").contains("may not list and watch pods"));
      server.refuseWith(0);
      Files.writeString(folder.resolve("token"), "out-of-date");
      await(() -> watch.failure().orElse("").contains("token"));
      // Tokens are changed under the pod: the next request sends the new one.
      Files.writeString(folder.resolve("token"), FakeApiServer.token());
      await(() -> watch.failure().isEmpty());
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

  private long lists() {
    return server.asked.stream().filter(url -> url.contains("limit=")).count();
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

  private static io.kubernetes.client.proto.V1.Pod checkout(String containerId) {
    return FakeApiServer.pod(UID, "checkout-6d4cf56db6-x2x7v", LABELS, "app", containerId);
  }

  private static String path(int i) {
    return "/kubepods/burstable/pod" + UID + "/" + id(i);
  }

  private static String id(int i) {
    return "%064x".formatted(i);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
