package dev.cowbell.collector.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.cowbell.api.contract.v1.HostTick;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollectorMainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void once_printsATickWithoutABroker() throws Exception {
    assertThat(run(List.of("--once"), Map.of("COWBELL_HOST_ID", "me"))).isZero();

    HostTick tick = TextFormat.parse(out.toString(UTF_8), HostTick.class);
    assertThat(tick.getHost().getHostId()).isEqualTo("me");
    assertThat(tick.getHost().getBootId()).hasSize(36);
    assertThat(tick.getHardware().getGeneration()).isNotEmpty();
    assertThat(tick.getMemory().getTotalBytes()).isPositive();
    assertThat(tick.getCounters().getInstructions().hasUnavailable()).isTrue();
  }

  @Test
  void onceAsJson_printsTheSameFieldsByTheirJsonNames() {
    assertThat(run(List.of("--once", "--json"), Map.of("COWBELL_HOST_ID", "me"))).isZero();

    assertThat(out.toString(UTF_8))
        .startsWith("{\n  \"host\": {\n    \"hostId\": \"me\",")
        .containsPattern("\"interval\": \"[0-9.]+s\"")
        .containsPattern("\"totalBytes\": \"[0-9]+\"")
        .endsWith("}\n");
  }

  @Test
  void aWrongSetting_endsItWithOneLine() {
    assertThat(run(List.of(), Map.of())).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .startsWith("cowbell-collector: COWBELL_KAFKA_BOOTSTRAP is not set")
        .hasLineCount(1);
  }

  @Test
  void anUnknownArgument_endsItWithOneLine() {
    assertThat(run(List.of("--twice"), Map.of())).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("unknown arguments [--twice]").hasLineCount(1);
  }

  @Test
  void aRootThatIsNoProcFileSystem_endsItWithOneLine() {
    assertThat(run(List.of("--once"), Map.of("COWBELL_PROC_ROOT", "/nowhere"))).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("COWBELL_PROC_ROOT is \"/nowhere\"").hasLineCount(1);
  }

  @Test
  void aBusyPort_endsItWithOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      assertThat(
              run(
                  List.of(),
                  Map.of("COWBELL_KAFKA_BOOTSTRAP", "localhost:1", "COWBELL_HTTP_PORT", port)))
          .isEqualTo(1);
      assertThat(err.toString(UTF_8)).contains("COWBELL_HTTP_PORT is " + port).hasLineCount(1);
    }
  }

  private int run(List<String> args, Map<String, String> environment) {
    return CollectorMain.run(
        args, environment, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }
}
