package dev.cowbell.api.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients that nobody here wrote, told nothing but the address; see src/test/clients. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
class ForeignClientTest {
  private static final List<String> EXPECTED =
      List.of(
          "hosts host-d host-c host-b host-a",
          "unknown NOT_FOUND",
          "watch demo|Ice Lake-SP / 4 cores / 16 GiB|GC_POLICY");

  @TestHTTPResource URI server = URI.create("http://injected.invalid");

  @Test
  void grpcio_ofDebian_callsEverythingThroughReflection() throws Exception {
    assumeTrue(
        run(Map.of(), "/usr/bin/python3", "-c", "import grpc, google.protobuf").exit == 0,
        "skipped: no grpc for /usr/bin/python3 (Debian packages python3-grpcio, python3-protobuf)");

    Ended client = run(Map.of(), "/usr/bin/python3", "src/test/clients/reflect.py", address());

    assertThat(client.exit).as(client.output).isZero();
    assertThat(client.output.lines()).containsAll(EXPECTED);
    assertThat(client.output.lines())
        .contains(
            "refused INVALID_ARGUMENT True True",
            "plan 14 True",
            "report True",
            "dropped 300, lost 0");
  }

  @Test
  void grpcJs_callsEverythingThroughReflection() throws Exception {
    Optional<Path> modules =
        Optional.ofNullable(System.getenv("COWBELL_NODE_MODULES")).map(Path::of);
    assumeTrue(
        modules.filter(folder -> Files.isDirectory(folder.resolve("@grpc/grpc-js"))).isPresent(),
        "skipped: COWBELL_NODE_MODULES names no folder with @grpc/grpc-js, @grpc/proto-loader and"
            + " @grpc/reflection");

    Ended client =
        run(
            Map.of("NODE_PATH", modules.orElseThrow().toString()),
            "node",
            "src/test/clients/reflect.js",
            address());

    assertThat(client.exit).as(client.output).isZero();
    assertThat(client.output.lines()).containsAll(EXPECTED);
    assertThat(client.output.lines())
        .contains("refused INVALID_ARGUMENT true true", "plan 14 true", "report true");
  }

  private String address() {
    return server.getHost() + ":" + server.getPort();
  }

  private record Ended(int exit, String output) {}

  private static Ended run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new Ended(process.waitFor(), output);
  }
}
