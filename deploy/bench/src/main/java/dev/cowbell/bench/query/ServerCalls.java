package dev.cowbell.bench.query;

import com.google.protobuf.Timestamp;
import dev.cowbell.api.contract.v1.EfficiencyServiceGrpc;
import dev.cowbell.api.contract.v1.GetSavingsRequest;
import dev.cowbell.api.contract.v1.GetSharingCurveRequest;
import dev.cowbell.api.contract.v1.ListRecommendationsRequest;
import dev.cowbell.api.contract.v1.RecommendationServiceGrpc;
import dev.cowbell.api.contract.v1.TimeRange;
import dev.cowbell.bench.served.DataSet;
import dev.cowbell.bench.served.Load;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import java.time.Instant;

/** The questions over gRPC. */
record ServerCalls(ManagedChannel channel) implements Load.Caller<Question>, AutoCloseable {

  static ServerCalls to(int port) {
    return new ServerCalls(
        ManagedChannelBuilder.forAddress("127.0.0.1", port)
            .usePlaintext()
            .maxInboundMessageSize(64 << 20)
            .build());
  }

  @Override
  public Question kindOf(long number) {
    return Question.of(number);
  }

  @Override
  public boolean make(Question question, long number) {
    try {
      return switch (question) {
        case GET_SAVINGS -> savings(number);
        case GET_SHARING_CURVE -> curve(number);
        case LIST_RECOMMENDATIONS -> recommendations(number);
      };
    } catch (StatusRuntimeException e) {
      System.err.println("cowbell: a call failed: " + e.getMessage());
      return false;
    }
  }

  private boolean savings(long number) {
    return EfficiencyServiceGrpc.newBlockingStub(channel)
            .getSavings(GetSavingsRequest.newBuilder().setService(DataSet.service(number)).build())
            .getSavingsCount()
        > 0;
  }

  private boolean curve(long number) {
    var request =
        GetSharingCurveRequest.newBuilder()
            .setService(DataSet.service(number))
            .setHardwareClass(DataSet.hardwareClass(number / 5));
    CurveSpan.of(number)
        .from(Instant.now())
        .ifPresent(
            from ->
                request.setRange(
                    TimeRange.newBuilder()
                        .setFrom(Timestamp.newBuilder().setSeconds(from.getEpochSecond()))));
    return EfficiencyServiceGrpc.newBlockingStub(channel)
            .getSharingCurve(request.build())
            .getCurvesCount()
        == DataSet.ARMS;
  }

  private boolean recommendations(long number) {
    return RecommendationServiceGrpc.newBlockingStub(channel)
            .listRecommendations(
                ListRecommendationsRequest.newBuilder().setService(DataSet.service(number)).build())
            .getRecommendationsCount()
        > 0;
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
