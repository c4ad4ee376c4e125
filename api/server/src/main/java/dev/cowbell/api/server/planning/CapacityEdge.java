package dev.cowbell.api.server.planning;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.cowbell.api.contract.v1.CapacityServiceGrpc;
import dev.cowbell.api.contract.v1.ExportReportRequest;
import dev.cowbell.api.contract.v1.ExportReportResponse;
import dev.cowbell.api.contract.v1.PlanCapacityRequest;
import dev.cowbell.api.contract.v1.PlanCapacityResponse;
import dev.cowbell.api.server.call.Answer;
import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.efficiency.Span;
import dev.cowbell.api.server.report.ReportFile;
import dev.cowbell.api.server.report.Reports;
import dev.cowbell.api.server.report.ServiceReport;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import java.util.function.Consumer;

/** {@code cowbell.v1.CapacityService}. */
@GrpcService
public class CapacityEdge extends CapacityServiceGrpc.CapacityServiceImplBase {
  private static final int CHUNK_BYTES = 32 * 1024;

  private final Reports reports;
  private final Plans plans;

  CapacityEdge(Reports reports, Plans plans) {
    this.reports = reports;
    this.plans = plans;
  }

  @Override
  public void exportReport(ExportReportRequest asked, StreamObserver<ExportReportResponse> caller) {
    Answer.many(caller, send -> send(file(asked), send));
  }

  @Override
  public void planCapacity(PlanCapacityRequest asked, StreamObserver<PlanCapacityResponse> caller) {
    Answer.one(caller, () -> plans.plan(asked));
  }

  private ByteString file(ExportReportRequest asked) {
    return switch (asked.getFormat()) {
      case REPORT_FORMAT_UNSPECIFIED, REPORT_FORMAT_HTML ->
          ByteString.copyFrom(ReportFile.html(report(asked)), UTF_8);
      case REPORT_FORMAT_CSV, REPORT_FORMAT_JSON, REPORT_FORMAT_PDF ->
          throw Refusal.notYet(
              "ExportReport makes HTML only in this version; CompareArms, GetSavings and"
                  + " GetSharingCurve give the same figures as messages");
      case UNRECOGNIZED ->
          throw Refusal.invalid("format", "format must be REPORT_FORMAT_HTML in this version");
    };
  }

  private ServiceReport report(ExportReportRequest asked) {
    return asked.hasRange()
        ? reports.of(asked.getService(), asked.getHardwareClass(), Span.of(asked.getRange()))
        : reports.of(asked.getService(), asked.getHardwareClass());
  }

  private static void send(ByteString file, Consumer<ExportReportResponse> send) {
    for (int from = 0; from < file.size(); from += CHUNK_BYTES) {
      ByteString chunk = file.substring(from, Math.min(file.size(), from + CHUNK_BYTES));
      send.accept(ExportReportResponse.newBuilder().setChunk(chunk).build());
    }
  }
}
