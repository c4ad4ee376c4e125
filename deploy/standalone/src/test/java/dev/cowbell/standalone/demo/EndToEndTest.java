package dev.cowbell.standalone.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cowbell.api.contract.v1.FamilySnapshot;
import dev.cowbell.api.contract.v1.Host;
import dev.cowbell.api.contract.v1.WorkerSnapshot;
import dev.cowbell.standalone.children.Artefacts;
import dev.cowbell.standalone.client.CowbellClient;
import dev.cowbell.standalone.embedded.DataDirectory;
import dev.cowbell.standalone.embedded.Loopback;
import dev.cowbell.standalone.failure.Failure;
import dev.cowbell.standalone.pipeline.Pipeline;
import dev.cowbell.standalone.pipeline.PipelineSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real CPython workers, measured by the very artefacts that get deployed, found in a gRPC answer.
 */
class EndToEndTest {
  private static final int WORKERS = 2;

  /** A formula, a script and a statement, as one name. */
  private static final String SERVICE =
      "=cmd|' /C calc'!A0<script>alert(\"x\")</script>'; DROP SCHEMA api CASCADE; --";

  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void forkedWorkers_areFoundInAGrpcAnswer_asTheKernelSeesThem() throws Exception {
    Python python = python();
    var settings =
        new PipelineSettings(
            Loopback.freePort(),
            false,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            20);
    try (var data = DataDirectory.open(folder);
        var pipeline = Pipeline.start(data, new Artefacts(HOME), settings, part -> {});
        var client = new CowbellClient(pipeline.address());
        var family = PreforkFamily.start(python, SERVICE, "frozen", WORKERS, data.folder("demo"))) {
      family.awaitBuilt();
      family.fork();

      FamilySnapshot found =
          await(() -> asTheKernelSees(client, family), () -> "the hosts were " + client.hosts());

      assertThat(found.getService()).isEqualTo(SERVICE);
      assertThat(found.getArm()).isEqualTo("frozen");
      assertThat(found.getWorkerCount()).isEqualTo(WORKERS);
      assertThat(found.getWorkersList())
          .extracting(worker -> Integer.toUnsignedLong(worker.getPid()))
          .containsExactlyInAnyOrderElementsOf(family.pids().subList(1, 1 + WORKERS));
      assertThat(found.getWorkersList()).allSatisfy(EndToEndTest::keepsItsSharing);
      assertNameIsTextEverywhere(pipeline.address());
      assertComesInEveryFormat(pipeline.address());
    }
  }

  /** From a worker's environment to a reader's screen and spreadsheet: a name is a name. */
  private static void assertNameIsTextEverywhere(URI address) throws Exception {
    String encoded = URLEncoder.encode(SERVICE, UTF_8).replace("+", "%20");
    for (String path : List.of("/", "/services", "/services/" + encoded, "/report")) {
      // What a page shows was gathered up to half a minute ago.
      var last = new AtomicReference<>("nothing");
      String body =
          await(
              () -> {
                HttpResponse<String> answer = answer(address, path);
                last.set(path + " answered " + answer.statusCode() + ": " + answer.body());
                return Optional.of(answer)
                    .filter(found -> found.statusCode() == 200)
                    .map(HttpResponse::body)
                    .filter(text -> text.contains("&lt;script&gt;alert("));
              },
              last::get);
      assertThat(body.replace("<script src=\"/live.js\" defer></script>", ""))
          .as(path)
          .doesNotContain("<script");
    }
    for (String format : List.of("csv", "focus")) {
      HttpResponse<String> file = page(address, "/report?format=" + format + "&service=" + encoded);
      assertThat(file.body()).contains("\"'=cmd|").doesNotContain(",=cmd", "\n=cmd", ",\"=cmd");
      assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
          .matches("attachment; filename=\"cowbell-[a-z0-9.-]+\"");
    }
  }

  /** The packaged program has another class path than tests: what it makes is looked at here. */
  private static void assertComesInEveryFormat(URI address) throws Exception {
    for (var format : Map.of("html", "<!DOCTYPE", "json", "{", "pdf", "%PDF-").entrySet()) {
      assertThat(page(address, "/report?format=" + format.getKey()).body())
          .as(format.getKey())
          .startsWith(format.getValue());
    }
    assertThat(page(address, "/plan").body()).contains("Capacity plan", "What if");
  }

  private static HttpResponse<String> page(URI address, String path) throws Exception {
    HttpResponse<String> answer = answer(address, path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer;
  }

  private static HttpResponse<String> answer(URI address, String path) throws Exception {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return http.send(
          HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString(UTF_8));
    }
  }

  private static void keepsItsSharing(WorkerSnapshot worker) {
    long inherited = worker.getInheritedBytes().getBytes();
    assertThat(inherited).isGreaterThan(40_000_000);
    assertThat(worker.getSharing().getFigures().getSharingLossBytes()).isLessThan(inherited / 10);
  }

  /**
   * The family once what Cowbell says of it is what the kernel says: readings of different ages add
   * up to it only when nobody has moved in between.
   */
  private static Optional<FamilySnapshot> asTheKernelSees(
      CowbellClient client, PreforkFamily family) throws Exception {
    Optional<FamilySnapshot> found = measured(client, family.masterPid());
    if (found.isEmpty()) {
      return found;
    }
    var check = KernelCheck.of(family, found.get().getPssSumBytes().getBytes());
    return found.filter(_ -> check.deviationPercent() <= 2.0);
  }

  /** The family once every one of its processes has been read after the fork. */
  private static Optional<FamilySnapshot> measured(CowbellClient client, long masterPid) {
    return client.hosts().stream()
        .map(Host::getHostId)
        .flatMap(id -> client.host(id).getFamiliesList().stream())
        .filter(family -> family.getMasterPid() == masterPid)
        .filter(family -> family.getPssSumBytes().hasBytes())
        .filter(family -> family.getWorkersCount() == WORKERS)
        .filter(family -> family.getArm().equals("frozen"))
        .findFirst();
  }

  private static <T> T await(Callable<Optional<T>> question, Supplier<String> lastSeen)
      throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < deadline) {
      Optional<T> answer = question.call();
      if (answer.isPresent()) {
        return answer.get();
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new AssertionError("Not found in any answer within 60 s; last: " + lastSeen.get());
  }

  private static Python python() throws InterruptedException {
    try {
      return Python.find("python3");
    } catch (Failure absent) {
      assumeTrue(false, "skipped: " + absent.getMessage());
      throw absent;
    }
  }
}
