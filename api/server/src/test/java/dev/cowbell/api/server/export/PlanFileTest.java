package dev.cowbell.api.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.cowbell.api.contract.v1.CapacityMonth;
import dev.cowbell.api.contract.v1.CapacityResource;
import dev.cowbell.api.contract.v1.ClassPlan;
import dev.cowbell.api.contract.v1.Interval;
import dev.cowbell.api.contract.v1.Money;
import dev.cowbell.api.contract.v1.MoneyReading;
import dev.cowbell.api.contract.v1.PlanCapacityResponse;
import org.junit.jupiter.api.Test;

class PlanFileTest {
  private static final Timestamp JUNE = Timestamp.newBuilder().setSeconds(1_780_272_000).build();

  @Test
  void everyRow_hasACellForEveryColumn_andWhatIsNotKnownIsEmpty() {
    var plan =
        PlanCapacityResponse.newBuilder()
            .addMonths(
                CapacityMonth.newBuilder()
                    .setMonth(JUNE)
                    .setHardwareClass("=evil")
                    .setNeededBytes(5e9)
                    .setNeededInterval(range(4e9, 6e9))
                    .setAvailableBytes(1e10)
                    .setNeededCores(2.5)
                    .setNeededCoresInterval(range(2, 3))
                    .setAvailableCores(8)
                    .setHosts(4)
                    .setHostsNeeded(3)
                    .setHostsNeededInterval(range(2, 4)))
            .addClasses(
                ClassPlan.newBuilder()
                    .setHardwareClass("A / 4 cores")
                    .setBinding(CapacityResource.CAPACITY_RESOURCE_MEMORY)
                    .setExplanation("Memory, because.")
                    .setHosts(4)
                    .setHostsToBuy(-1)
                    .setHostsToBuyInterval(range(-2, 0))
                    .setMonthlyCost(
                        MoneyReading.newBuilder()
                            .setMoney(
                                Money.newBuilder()
                                    .setAmount(-100)
                                    .setCurrency("EUR")
                                    .setInterval(range(-200, 0)))))
            .build();

    assertThat(PlanFile.csv(plan).lines().skip(1))
        .containsExactly(
            "cowbell.plan.csv/1,month,'=evil,2026-06-01T00:00:00Z,5000000000,4000000000,6000000000,"
                + "10000000000,2.5,2,3,8,4,3,2,4,,,,,,,,,,,,,,false,",
            "cowbell.plan.csv/1,class,A / 4 cores,,,,,,,,,,4,,,,memory,,,-1,-2,0,-100,-200,0,EUR,"
                + ",,,false,\"Memory, because.\"");
  }

  private static Interval range(double low, double high) {
    return Interval.newBuilder().setLow(low).setHigh(high).build();
  }
}
