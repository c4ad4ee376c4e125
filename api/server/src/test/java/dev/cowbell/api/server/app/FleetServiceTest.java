package dev.cowbell.api.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.GetHostRequest;
import dev.cowbell.api.contract.v1.Host;
import dev.cowbell.api.contract.v1.ListHardwareClassesRequest;
import dev.cowbell.api.contract.v1.ListHostsRequest;
import dev.cowbell.api.contract.v1.ListHostsResponse;
import dev.cowbell.api.contract.v1.ListServicesRequest;
import dev.cowbell.api.contract.v1.ServiceSummary;
import dev.cowbell.api.contract.v1.UnavailableReason;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hosts, services and hardware classes, asked for over gRPC; and what lists have in common. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
class FleetServiceTest extends GrpcKit {

  @Test
  void getHost_hasFamiliesWithTheirWorkers() {
    var answer = fleet.getHost(GetHostRequest.newBuilder().setHostId("host-a").build());

    assertThat(answer.getHost().getLabelsMap()).containsEntry("zone", "a");
    assertThat(answer.getHost().getHardwareClass().getGeneration()).isEqualTo("Ice Lake-SP");
    assertThat(answer.getFamiliesList()).hasSize(6);
    assertThat(answer.getFamiliesList())
        .filteredOn(f -> f.getService().equals("demo"))
        .allSatisfy(f -> assertThat(f.getWorkersList()).hasSize(4))
        .extracting(f -> f.getPolicy().getPolicy().getName())
        .containsExactly("default", "frozen", "frozen+threshold-50000", "threshold-0");
  }

  @Test
  void getHost_thatNeverTicked_hasNoAvailableMemoryAndSaysSo() {
    Host host = fleet.getHost(GetHostRequest.newBuilder().setHostId("host-d").build()).getHost();

    assertThat(host.hasLastTickAt()).isFalse();
    assertThat(host.getAvailableBytes().getUnavailable().getReason())
        .isEqualTo(UnavailableReason.UNAVAILABLE_REASON_NOT_YET_READ);
  }

  @Test
  void getHost_thatIsUnknownOrUnnamed_isRefused() {
    assertNotFound(() -> fleet.getHost(GetHostRequest.newBuilder().setHostId("x").build()));
    assertRefused(() -> fleet.getHost(GetHostRequest.getDefaultInstance()), "host_id");
    assertRefused(
        () -> fleet.getHost(GetHostRequest.newBuilder().setHostId("a\0b").build()), "host_id");
  }

  @Test
  void listHosts_page_byPage_findsEachHostOnce() {
    var asked = ListHostsRequest.newBuilder().setPageSize(3);
    ListHostsResponse first = fleet.listHosts(asked.build());
    ListHostsResponse second =
        fleet.listHosts(asked.setPageToken(first.getNextPageToken()).build());

    assertThat(first.getHostsList())
        .extracting(Host::getHostId)
        .containsExactly("host-a", "host-b", "host-c");
    assertThat(second.getHostsList()).extracting(Host::getHostId).containsExactly("host-d");
    assertThat(second.getNextPageToken()).isEmpty();
  }

  @Test
  void lists_refuseBadSizesAndForeignTokens() {
    String token =
        fleet.listHosts(ListHostsRequest.newBuilder().setPageSize(1).build()).getNextPageToken();

    assertRefused(
        () -> fleet.listHosts(ListHostsRequest.newBuilder().setPageSize(-1).build()), "page_size");
    assertRefused(
        () -> fleet.listHosts(ListHostsRequest.newBuilder().setPageToken("%%").build()),
        "page_token");
    assertRefused(
        () -> fleet.listServices(ListServicesRequest.newBuilder().setPageToken(token).build()),
        "page_token");
  }

  @Test
  void listServices_hasArmsHostsAndWorkers() {
    var services = fleet.listServices(ListServicesRequest.newBuilder().setPageSize(5000).build());

    assertThat(services.getServicesList())
        .extracting(ServiceSummary::getName)
        .contains("demo", "idle", "locked", "shop");
    ServiceSummary shop =
        services.getServicesList().stream()
            .filter(s -> s.getName().equals("shop"))
            .findFirst()
            .orElseThrow();
    assertThat(shop.getArmsList()).containsExactly("default");
    assertThat(shop.getHostCount()).isEqualTo(3);
    assertThat(shop.getWorkerCount()).isEqualTo(6);
    assertThat(shop.getSimulated()).isTrue();
  }

  @Test
  void listHardwareClasses_countsHosts() {
    var classes = fleet.listHardwareClasses(ListHardwareClassesRequest.getDefaultInstance());

    assertThat(classes.getHardwareClassesList())
        .extracting(c -> c.getName() + ": " + c.getHostCount())
        .containsExactly(ICE_LAKE + ": 2", SANDY_BRIDGE + ": 2");
  }

  @Test
  void lists_filterAndSort() {
    var hosts =
        fleet.listHosts(
            ListHostsRequest.newBuilder()
                .setFilter("generation = \"Sandy Bridge-EP\" OR labels.zone = a")
                .setOrderBy("simulated desc, hostname desc")
                .build());
    var services =
        fleet.listServices(
            ListServicesRequest.newBuilder()
                .setFilter("worker_count >= 4 AND NOT name = locked")
                .setOrderBy("worker_count desc")
                .build());

    assertThat(hosts.getHostsList())
        .extracting(Host::getHostId)
        .containsExactly("host-c", "host-b", "host-a");
    assertThat(services.getServicesList())
        .extracting(ServiceSummary::getName)
        .containsExactly("demo", "shop");
  }

  @Test
  void lists_pageThroughAnyOrder_withATokenGoodForThatOrderOnly() {
    var asked = ListHostsRequest.newBuilder().setPageSize(1).setOrderBy("memory_bytes desc");
    List<String> found = new ArrayList<>();
    String token = "";
    do {
      var page = fleet.listHosts(asked.setPageToken(token).build());
      page.getHostsList().forEach(host -> found.add(host.getHostId()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    String first = fleet.listHosts(asked.setPageToken("").build()).getNextPageToken();

    assertThat(found).containsExactly("host-b", "host-c", "host-a", "host-d");
    assertRefused(
        () -> fleet.listHosts(asked.setPageToken(first).setOrderBy("memory_bytes").build()),
        "page_token");
    assertRefused(
        () -> fleet.listHosts(asked.setFilter("cores = 4").setOrderBy("memory_bytes desc").build()),
        "page_token");
  }

  @Test
  void filters_thatAreAttacks_findNothingOrAreRefused() {
    for (String attack :
        List.of("x' OR '1'='1", "'; DROP TABLE host; --", "%", "\\", "$1", "?", "a\"b")) {
      String quoted = attack.replace("\\", "\\\\").replace("\"", "\\\"");
      assertThat(
              fleet
                  .listHosts(
                      ListHostsRequest.newBuilder()
                          .setFilter(
                              "hostname = \"%1$s\" OR labels.zone : \"%1$s\"".formatted(quoted))
                          .build())
                  .getHostsList())
          .isEmpty();
    }
    assertRefused(
        () ->
            fleet.listHosts(
                ListHostsRequest.newBuilder().setOrderBy("hostname; DROP TABLE host").build()),
        "order_by");
    assertThat(fleet.listHosts(ListHostsRequest.getDefaultInstance()).getHostsList()).hasSize(4);
  }
}
