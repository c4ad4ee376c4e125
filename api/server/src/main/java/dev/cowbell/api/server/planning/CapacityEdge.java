package dev.cowbell.api.server.planning;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.cowbell.api.contract.v1.CapacityServiceGrpc;
import dev.cowbell.api.contract.v1.ExportReportRequest;
import dev.cowbell.api.contract.v1.ExportReportResponse;
import dev.cowbell.api.contract.v1.PlanCapacityRequest;
import dev.cowbell.api.contract.v1.PlanCapacityResponse;
import dev.cowbell.api.contract.v1.ReportFormat;
import dev.cowbell.api.server.call.Answer;
import dev.cowbell.api.server.call.Asked;
import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.call.Turns;
import dev.cowbell.api.server.efficiency.Span;
import dev.cowbell.api.server.export.ReportFormats;
import dev.cowbell.api.server.report.Report;
import dev.cowbell.api.server.report.Reports;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import java.util.Optional;
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
    Answer.many(caller, send -> send(Turns.REPORTS.take(() -> file(asked)), send));
  }

  @Override
  public void planCapacity(PlanCapacityRequest asked, StreamObserver<PlanCapacityResponse> caller) {
    Answer.one(caller, () -> Turns.PLANS.take(() -> plans.plan(asked).message()));
  }

  private ByteString file(ExportReportRequest asked) {
    if (asked.getFormat() == ReportFormat.UNRECOGNIZED) {
      throw Refusal.invalid("format", "format must be one of cowbell.v1.ReportFormat");
    }
    Report report =
        reports.matching(
            Asked.optional("service", asked.getService()),
            Asked.optional("hardware_class", asked.getHardwareClass()),
            asked.hasRange() ? Optional.of(Span.of(asked.getRange())) : Optional.empty(),
            ReportFormats.mostSections(asked.getFormat()));
    return UnsafeByteOperations.unsafeWrap(ReportFormats.file(report, asked.getFormat()));
  }

  private static void send(ByteString file, Consumer<ExportReportResponse> send) {
    for (int from = 0; from < file.size(); from += CHUNK_BYTES) {
      ByteString chunk = file.substring(from, Math.min(file.size(), from + CHUNK_BYTES));
      send.accept(ExportReportResponse.newBuilder().setChunk(chunk).build());
    }
  }
}
