package dev.cowbell.bench.api;

import dev.cowbell.api.contract.v1.CapacityServiceGrpc;
import dev.cowbell.api.contract.v1.EfficiencyServiceGrpc;
import dev.cowbell.api.contract.v1.ExportReportRequest;
import dev.cowbell.api.contract.v1.FleetServiceGrpc;
import dev.cowbell.api.contract.v1.GetSavingsRequest;
import dev.cowbell.api.contract.v1.ListHardwareClassesRequest;
import dev.cowbell.api.contract.v1.ListHostsRequest;
import dev.cowbell.api.contract.v1.ListRecommendationsRequest;
import dev.cowbell.api.contract.v1.ListServicesRequest;
import dev.cowbell.api.contract.v1.PlanCapacityRequest;
import dev.cowbell.api.contract.v1.RecommendationServiceGrpc;
import dev.cowbell.bench.served.DataSet;
import dev.cowbell.bench.served.Load;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Calls to one server. */
record Calls(int port, ManagedChannel channel, HttpClient http)
    implements Load.Caller<Kind>, AutoCloseable {
  static Calls to(int port) {
    return new Calls(
        port,
        ManagedChannelBuilder.forAddress("127.0.0.1", port)
            .usePlaintext()
            .maxInboundMessageSize(64 << 20)
            .build(),
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  @Override
  public Kind kindOf(long number) {
    return Kind.of(number);
  }

  @Override
  public boolean make(Kind kind, long number) {
    try {
      switch (kind) {
        case LIST -> list(number);
        case SAVINGS -> savings(number);
        case PLAN -> plan(number);
        case PAGE -> page(number);
      }
      return true;
    } catch (StatusRuntimeException | IOException e) {
      System.err.println("cowbell: a call failed: " + e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void list(long number) {
    var fleet = FleetServiceGrpc.newBlockingStub(channel);
    switch ((int) (number / 7 % 4)) {
      case 0 -> fleet.listHosts(ListHostsRequest.newBuilder().setPageSize(50).build());
      case 1 ->
          fleet.listServices(
              ListServicesRequest.newBuilder().setOrderBy("worker_count desc").build());
      case 2 ->
          RecommendationServiceGrpc.newBlockingStub(channel)
              .listRecommendations(
                  ListRecommendationsRequest.newBuilder()
                      .setService(DataSet.service(number))
                      .build());
      default -> fleet.listHardwareClasses(ListHardwareClassesRequest.getDefaultInstance());
    }
  }

  private void savings(long number) {
    EfficiencyServiceGrpc.newBlockingStub(channel)
        .getSavings(GetSavingsRequest.newBuilder().setService(DataSet.service(number)).build());
  }

  private void plan(long number) {
    CapacityServiceGrpc.newBlockingStub(channel)
        .planCapacity(
            PlanCapacityRequest.newBuilder()
                .setHorizonMonths(24)
                .setMonthlyGrowth(0.01 * (number % 5))
                .setArm("frozen")
                .setHeadroom(0.1)
                .build());
  }

  /**
   * Up to the first byte of the body; the rest is read so that the connection can be used again.
   */
  private void page(long number) throws IOException, InterruptedException {
    String path =
        number / 7 % 2 == 0
            ? "/"
            : "/services/"
                + encoded(DataSet.service(number))
                + "?class="
                + encoded(DataSet.CLASS_OF_50_SERVICES);
    HttpResponse<InputStream> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200 || body.read() < 0) {
        throw new IOException(path + " answered " + answer.statusCode());
      }
      body.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A whole report on a hardware class, as HTML. */
  void report(String hardwareClass) {
    long bytes = 0;
    var parts =
        CapacityServiceGrpc.newBlockingStub(channel)
            .exportReport(ExportReportRequest.newBuilder().setHardwareClass(hardwareClass).build());
    while (parts.hasNext()) {
      bytes += parts.next().getChunk().size();
    }
    if (bytes == 0) {
      throw new IllegalStateException("the report is empty");
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
    http.close();
  }
}
