package dev.cowbell.standalone.simulate.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.LifecycleEvent;
import dev.cowbell.api.contract.v1.LifecycleKind;
import dev.cowbell.standalone.simulate.model.HostModel;
import dev.cowbell.standalone.simulate.scenario.Scenario;
import dev.cowbell.standalone.simulate.scenario.ScenarioFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One host that is told to change its arm after five minutes. */
class ObedienceTest {
  private final Scenario scenario = ScenarioFile.read("instagram");
  private final List<HostTick> ticks = new ArrayList<>();

  @Test
  void host_thatIsGivenAnotherArm_reloadsIntoItAndSaysSo() throws InterruptedException {
    run(Optional.of("frozen"), Optional.of("frozen"));

    assertThat(ticks.getFirst().getFamilies(0).getArm()).isEqualTo("default");
    assertThat(ticks.getLast().getFamilies(0).getArm()).isEqualTo("frozen");
    assertThat(ticks.getLast().getFamilies(0).getPolicy().getPolicy().getFrozen()).isTrue();
    assertThat(events(LifecycleKind.LIFECYCLE_KIND_RELOAD)).hasSize(1);
    assertThat(events(LifecycleKind.LIFECYCLE_KIND_EXIT)).hasSize(96);
    assertThat(events(LifecycleKind.LIFECYCLE_KIND_SPAWN)).hasSize(96);
    assertThat(events(LifecycleKind.LIFECYCLE_KIND_POLICY_CHANGE))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getDetail()).isEqualTo("collector policy default became frozen"));
  }

  @Test
  void workers_ofTheOldArm_areNeverShownUnderTheNewOne() throws InterruptedException {
    run(Optional.of("frozen"), Optional.of("frozen"));

    for (HostTick tick : ticks) {
      long oldest =
          tick.getFamilies(0).getWorkersList().stream()
              .mapToLong(worker -> worker.getAge().getSeconds())
              .max()
              .orElse(0);
      if (tick.getFamilies(0).getArm().equals("frozen")) {
        assertThat(oldest).isLessThan(1000);
      }
    }
  }

  @Test
  void host_thatIsToldToGoBack_reloadsOnceMore() throws InterruptedException {
    run(Optional.of("frozen"), Optional.empty());

    assertThat(ticks.getLast().getFamilies(0).getArm()).isEqualTo("default");
    assertThat(events(LifecycleKind.LIFECYCLE_KIND_RELOAD)).hasSize(2);
  }

  @Test
  void host_thatIsGivenAnArmNobodyPlanted_staysAsItIs() throws InterruptedException {
    run(Optional.of("threshold-7"), Optional.of("threshold-7"));

    assertThat(ticks).allSatisfy(t -> assertThat(t.getFamilies(0).getArm()).isEqualTo("default"));
    assertThat(events(LifecycleKind.LIFECYCLE_KIND_RELOAD)).isEmpty();
  }

  /** Ten minutes from an hour without deploys, with one order after three and one after six. */
  private void run(Optional<String> first, Optional<String> then) throws InterruptedException {
    var size = new FleetSize(1, Fleets.START + 3_600_000, 10_000, 600_000, 1);
    var model = new HostModel(scenario, 1, size.startMillis(), true);
    var slices = new AtomicInteger();
    new Fleet(model, size, 1)
        .run(
            (hostId, value) -> ticks.add(Fleets.parse(value)),
            Pace.UNLIMITED,
            () -> {
              int slice = slices.getAndIncrement();
              Optional<String> order = slice < 180 ? Optional.empty() : slice < 360 ? first : then;
              return host -> order;
            },
            tally -> {});
  }

  private List<LifecycleEvent> events(LifecycleKind kind) {
    return ticks.stream()
        .flatMap(tick -> tick.getEventsList().stream())
        .filter(event -> event.getKind() == kind)
        .toList();
  }
}
