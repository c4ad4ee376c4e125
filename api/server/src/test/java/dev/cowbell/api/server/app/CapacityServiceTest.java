package dev.cowbell.api.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.CapacityServiceGrpc;
import dev.cowbell.api.contract.v1.ClassPlan;
import dev.cowbell.api.contract.v1.ExportReportRequest;
import dev.cowbell.api.contract.v1.HostPrice;
import dev.cowbell.api.contract.v1.PlanCapacityRequest;
import dev.cowbell.api.contract.v1.ReportFormat;
import dev.cowbell.api.contract.v1.TimeRange;
import io.grpc.Status;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Plans and reports, asked for over gRPC. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
class CapacityServiceTest extends GrpcKit {

  @Test
  void planCapacity_ofTheFleetAsItIs_saysWhatBinds() {
    var capacity = CapacityServiceGrpc.newBlockingStub(channel.grpc());
    var plan =
        capacity.planCapacity(
            PlanCapacityRequest.newBuilder()
                .setHorizonMonths(24)
                .setMonthlyGrowth(0.1)
                .setHeadroom(0.1)
                .addHostPrices(
                    HostPrice.newBuilder()
                        .setHardwareClass(ICE_LAKE)
                        .setMonthlyPrice(100)
                        .setCurrency("EUR")
                        .setSource("price list of the test"))
                .build());

    assertThat(plan.getMonthsList()).hasSize(2 * 25);
    assertThat(plan.getSimulated()).isTrue();
    assertThat(plan.getSummary()).isNotEmpty();
    ClassPlan iceLake = plan.getClasses(0);
    assertThat(iceLake.getHardwareClass()).isEqualTo(ICE_LAKE);
    assertThat(iceLake.getHosts()).isEqualTo(2);
    assertThat(iceLake.getMonthlyCost().getMoney().getAmount())
        .isEqualTo(100.0 * iceLake.getHostsToBuy());
    assertThat(plan.getMonths(0).getNeededBytes()).isEqualTo((428 + 271 + 175 + 185) * 1048576.0);
    assertThat(plan.getMonths(1).getNeededBytes() / plan.getMonths(0).getNeededBytes())
        .isCloseTo(1.1, offset(1e-9));
    assertThat(plan.getClasses(1).getMonthlyCost().getUnavailable().getDetail()).contains("price");
  }

  @Test
  void planCapacity_refusesWhatCannotBeMeant_byField() {
    var capacity = CapacityServiceGrpc.newBlockingStub(channel.grpc());
    var asked = PlanCapacityRequest.newBuilder();

    assertRefused(
        () -> capacity.planCapacity(asked.clone().setHorizonMonths(61).build()), "horizon_months");
    assertRefused(
        () -> capacity.planCapacity(asked.clone().setMonthlyGrowth(Double.NaN).build()),
        "monthly_growth");
    assertRefused(() -> capacity.planCapacity(asked.clone().setHeadroom(0.95).build()), "headroom");
    assertRefused(
        () ->
            capacity.planCapacity(
                asked
                    .clone()
                    .addHostPrices(HostPrice.newBuilder().setHardwareClass(ICE_LAKE))
                    .build()),
        "host_prices[0].source");
    assertNotFound(() -> capacity.planCapacity(asked.clone().addServices("no").build()));
    assertNotFound(() -> capacity.planCapacity(asked.clone().setArm("no").build()));
  }

  @Test
  void exportReport_refusesWhatIsNotThereAndInvertedRanges() {
    var capacity = CapacityServiceGrpc.newBlockingStub(channel.grpc());
    var asked = ExportReportRequest.newBuilder().setService("demo");
    var inverted = TimeRange.newBuilder().setFrom(second(9)).setTo(second(8));

    assertRefused(
        () -> capacity.exportReport(asked.clone().setFormatValue(77).build()).next(), "format");
    assertRefused(
        () -> capacity.exportReport(asked.clone().setRange(inverted).build()).next(), "range");
    assertStatus(
        () -> capacity.exportReport(asked.clone().setService("nobody").build()).next(),
        Status.Code.NOT_FOUND);
    assertStatus(
        () -> capacity.exportReport(asked.clone().setHardwareClass("none").build()).next(),
        Status.Code.NOT_FOUND);
  }

  @Test
  void exportReport_withoutAService_isOnTheFleet() {
    var capacity = CapacityServiceGrpc.newBlockingStub(channel.grpc());
    var asked =
        ExportReportRequest.newBuilder().setFormat(ReportFormat.REPORT_FORMAT_FOCUS_CSV).build();

    assertThat(capacity.exportReport(asked).next().getChunk().toStringUtf8())
        .startsWith("AvailabilityZone,BilledCost")
        .contains("demo", "shop");
  }
}
