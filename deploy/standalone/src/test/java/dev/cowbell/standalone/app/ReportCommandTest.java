package dev.cowbell.standalone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.cowbell.api.contract.v1.CapacityServiceGrpc;
import dev.cowbell.api.contract.v1.ExportReportRequest;
import dev.cowbell.api.contract.v1.ExportReportResponse;
import dev.cowbell.api.contract.v1.ReportFormat;
import dev.cowbell.standalone.failure.Failure;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Against a real gRPC server that answers with two chunks, or not at all. */
class ReportCommandTest {
  private final AtomicReference<String> authorization = new AtomicReference<>("none");
  private final AtomicReference<ExportReportRequest> asked =
      new AtomicReference<>(ExportReportRequest.getDefaultInstance());
  private Server server;
  @TempDir Path folder;

  @BeforeEach
  void start() throws Exception {
    server = ServerBuilder.forPort(0).intercept(new Reader()).addService(new Reports()).build();
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.shutdownNow().awaitTermination();
  }

  @Test
  void file_isWrittenWhole() throws Exception {
    Path file = folder.resolve("fleet.pdf");

    command("--format", "PDF", "--service", "web", "--class", "Zen 5", "-o", file.toString())
        .call();

    assertThat(file).hasContent("one two");
    assertThat(asked.get().getFormat()).isEqualTo(ReportFormat.REPORT_FORMAT_PDF);
    assertThat(asked.get().getService()).isEqualTo("web");
    assertThat(asked.get().getHardwareClass()).isEqualTo("Zen 5");
    assertThat(asked.get().hasRange()).isFalse();
  }

  @Test
  void file_isLeftAlone_whenTheServerRefuses() throws Exception {
    Path file = Files.writeString(folder.resolve("fleet.html"), "the last one");

    assertThatThrownBy(() -> command("--service", "nobody", "-o", file.toString()).call())
        .isInstanceOf(Failure.class)
        .hasMessageContaining("no service is called nobody");

    assertThat(file).hasContent("the last one");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void token_isReadFromItsFile_andSent() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "secret\n");

    command("--token-file", token.toString(), "-o", folder.resolve("r.html").toString()).call();

    assertThat(authorization.get()).isEqualTo("Bearer secret");
  }

  @Test
  void range_isInUtc() {
    var request =
        command("--from", "2026-01-31T00:00:00Z", "--to", "2026-02-01T00:00:00Z").request();

    assertThat(request.getRange().getFrom().getSeconds()).isEqualTo(1_769_817_600);
    assertThat(request.getRange().getTo().getSeconds()).isEqualTo(1_769_904_000);
  }

  @Test
  void output_isNamedByTheFormat_unlessItIsGiven() {
    assertThat(command().file()).isEqualTo(Path.of("cowbell-report.html"));
    assertThat(command("--format", "focus").file()).isEqualTo(Path.of("cowbell-report.focus.csv"));
  }

  @Test
  void values_thatAreNotAllowed_areRefusedWithWhatIs() {
    assertThatThrownBy(() -> command("--from", "yesterday").request())
        .isInstanceOf(Failure.class)
        .hasMessage("--from yesterday is not allowed; use a time such as 2026-01-31T00:00:00Z");
    assertThatThrownBy(() -> command("--server", "nonsense").call())
        .isInstanceOf(Failure.class)
        .hasMessage("--server nonsense is not allowed; use HOST:PORT or https://HOST:PORT");
    assertThatThrownBy(() -> command("-o", folder.resolve("no/such/file").toString()).call())
        .isInstanceOf(Failure.class)
        .hasMessageContaining("there is no folder");
    assertThatThrownBy(() -> command("--format", "docx"))
        .isInstanceOf(CommandLine.ParameterException.class);
  }

  @Test
  void server_thatDoesNotRun_isSaidNotTo() throws Exception {
    ReportCommand command = command("-o", folder.resolve("r.html").toString());
    stop();

    assertThatThrownBy(command::call)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("it does not answer");
  }

  private ReportCommand command(String... arguments) {
    ReportCommand command = new ReportCommand();
    command.server = "127.0.0.1:" + server.getPort();
    String address = command.server;
    new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    if (!List.of(arguments).contains("--server")) {
      command.server = address;
    }
    return command;
  }

  /** Remembers what was asked. */
  private final class Reports extends CapacityServiceGrpc.CapacityServiceImplBase {
    @Override
    public void exportReport(
        ExportReportRequest request, StreamObserver<ExportReportResponse> caller) {
      asked.set(request);
      if (request.getService().equals("nobody")) {
        caller.onError(
            Status.NOT_FOUND.withDescription("no service is called nobody").asException());
        return;
      }
      caller.onNext(chunk("one "));
      caller.onNext(chunk("two"));
      caller.onCompleted();
    }

    private static ExportReportResponse chunk(String text) {
      return ExportReportResponse.newBuilder().setChunk(ByteString.copyFromUtf8(text)).build();
    }
  }

  /** Remembers the header. */
  private final class Reader implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      String value =
          headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER));
      authorization.set(value == null ? "none" : value);
      return next.startCall(call, headers);
    }
  }
}
