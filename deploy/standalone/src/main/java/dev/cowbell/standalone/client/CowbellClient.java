package dev.cowbell.standalone.client;

import dev.cowbell.api.contract.v1.CompareArmsRequest;
import dev.cowbell.api.contract.v1.CompareArmsResponse;
import dev.cowbell.api.contract.v1.EfficiencyServiceGrpc;
import dev.cowbell.api.contract.v1.FleetServiceGrpc;
import dev.cowbell.api.contract.v1.GetHostRequest;
import dev.cowbell.api.contract.v1.GetHostResponse;
import dev.cowbell.api.contract.v1.GetSavingsRequest;
import dev.cowbell.api.contract.v1.Host;
import dev.cowbell.api.contract.v1.ListHostsRequest;
import dev.cowbell.api.contract.v1.ListRecommendationsRequest;
import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.RecommendationServiceGrpc;
import dev.cowbell.api.contract.v1.Savings;
import dev.cowbell.standalone.failure.Failure;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks a running API server, as any caller would. */
public final class CowbellClient implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final URI address;
  private final ManagedChannel channel;

  public CowbellClient(URI address) {
    this.address = address;
    this.channel =
        ManagedChannelBuilder.forAddress(address.getHost(), address.getPort())
            .usePlaintext()
            .build();
  }

  /** Hosts of the first page. */
  public List<Host> hosts() {
    return asked(
        "ListHosts",
        () ->
            FleetServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(DEADLINE)
                .listHosts(ListHostsRequest.getDefaultInstance())
                .getHostsList());
  }

  /** A host with its families. */
  public GetHostResponse host(String hostId) {
    return asked(
        "GetHost",
        () ->
            FleetServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(DEADLINE)
                .getHost(GetHostRequest.newBuilder().setHostId(hostId).build()));
  }

  /** The arms of a service; empty while nothing of it has been stored. */
  public Optional<CompareArmsResponse> arms(String service) {
    try {
      return Optional.of(
          EfficiencyServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(DEADLINE)
              .compareArms(CompareArmsRequest.newBuilder().setService(service).build()));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw failure("CompareArms", e);
    }
  }

  /** Savings of a service. */
  public List<Savings> savings(String service) {
    return asked(
        "GetSavings",
        () ->
            EfficiencyServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(DEADLINE)
                .getSavings(GetSavingsRequest.newBuilder().setService(service).build())
                .getSavingsList());
  }

  /** Recommendations for a service. */
  public List<Recommendation> recommendations(String service) {
    return asked(
        "ListRecommendations",
        () ->
            RecommendationServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(DEADLINE)
                .listRecommendations(
                    ListRecommendationsRequest.newBuilder().setService(service).build())
                .getRecommendationsList());
  }

  /** The report on a service as one HTML file. */
  public String htmlReport(String service) throws InterruptedException {
    URI page =
        address.resolve("/report?service=" + URLEncoder.encode(service, StandardCharsets.UTF_8));
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(page).timeout(DEADLINE).build(), BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new Failure("%s answered %d instead of 200".formatted(page, response.statusCode()));
      }
      return response.body();
    } catch (IOException e) {
      throw new Failure("%s did not answer: %s".formatted(page, e.getMessage()), e);
    }
  }

  private static <T> T asked(String method, Supplier<T> call) {
    try {
      return call.get();
    } catch (StatusRuntimeException e) {
      throw failure(method, e);
    }
  }

  private static Failure failure(String method, StatusRuntimeException e) {
    return new Failure("%s failed: %s".formatted(method, e.getStatus()), e);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
