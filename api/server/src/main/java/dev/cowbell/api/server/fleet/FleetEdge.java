package dev.cowbell.api.server.fleet;

import dev.cowbell.api.contract.v1.FleetServiceGrpc;
import dev.cowbell.api.contract.v1.GetHostRequest;
import dev.cowbell.api.contract.v1.GetHostResponse;
import dev.cowbell.api.contract.v1.ListHardwareClassesRequest;
import dev.cowbell.api.contract.v1.ListHardwareClassesResponse;
import dev.cowbell.api.contract.v1.ListHostsRequest;
import dev.cowbell.api.contract.v1.ListHostsResponse;
import dev.cowbell.api.contract.v1.ListServicesRequest;
import dev.cowbell.api.contract.v1.ListServicesResponse;
import dev.cowbell.api.server.call.Answer;
import dev.cowbell.api.server.call.Asked;
import dev.cowbell.api.server.call.PageTokens;
import dev.cowbell.api.server.listing.ListRequest;
import dev.cowbell.api.server.listing.Listing;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code cowbell.v1.FleetService}. */
@GrpcService
public class FleetEdge extends FleetServiceGrpc.FleetServiceImplBase {
  private final FleetViews fleet;
  private final PageTokens tokens;

  FleetEdge(FleetViews fleet, PageTokens tokens) {
    this.fleet = fleet;
    this.tokens = tokens;
  }

  @Override
  public void listHosts(ListHostsRequest asked, StreamObserver<ListHostsResponse> caller) {
    Answer.one(
        caller,
        () -> {
          var page =
              fleet.hosts(
                  request(
                      Host.LISTING,
                      asked.getPageSize(),
                      asked.getPageToken(),
                      asked.getFilter(),
                      asked.getOrderBy()));
          return ListHostsResponse.newBuilder()
              .addAllHosts(page.rows().stream().map(FleetMessages::host).toList())
              .setNextPageToken(page.nextToken())
              .build();
        });
  }

  @Override
  public void getHost(GetHostRequest asked, StreamObserver<GetHostResponse> caller) {
    Answer.one(caller, () -> host(Asked.required("host_id", asked.getHostId())));
  }

  @Override
  public void listServices(ListServicesRequest asked, StreamObserver<ListServicesResponse> caller) {
    Answer.one(
        caller,
        () -> {
          var page =
              fleet.services(
                  request(
                      Service.LISTING,
                      asked.getPageSize(),
                      asked.getPageToken(),
                      asked.getFilter(),
                      asked.getOrderBy()));
          return ListServicesResponse.newBuilder()
              .addAllServices(page.rows().stream().map(FleetMessages::service).toList())
              .setNextPageToken(page.nextToken())
              .build();
        });
  }

  @Override
  public void listHardwareClasses(
      ListHardwareClassesRequest asked, StreamObserver<ListHardwareClassesResponse> caller) {
    Answer.one(
        caller,
        () -> {
          var page =
              fleet.hardwareClasses(
                  request(
                      HardwareClass.LISTING,
                      asked.getPageSize(),
                      asked.getPageToken(),
                      asked.getFilter(),
                      asked.getOrderBy()));
          return ListHardwareClassesResponse.newBuilder()
              .addAllHardwareClasses(
                  page.rows().stream().map(FleetMessages::hardwareClass).toList())
              .setNextPageToken(page.nextToken())
              .build();
        });
  }

  private GetHostResponse host(String hostId) {
    var answer = GetHostResponse.newBuilder().setHost(FleetMessages.host(fleet.host(hostId)));
    Map<FamilyId, List<Worker>> workers =
        fleet.workersOfHost(hostId).stream().collect(Collectors.groupingBy(Worker::family));
    for (Family family : fleet.familiesOfHost(hostId)) {
      answer.addFamilies(
          FamilyMessages.family(family, workers.getOrDefault(family.id(), List.of())));
    }
    return answer.build();
  }

  private ListRequest request(
      Listing listing, int size, String token, String filter, String orderBy) {
    return ListRequest.of(listing, new ListRequest.Asked(size, token, filter, orderBy), tokens);
  }
}
