package dev.cowbell.aggregator.wholeday;

import dev.cowbell.aggregator.opportunity.Recovered;
import dev.cowbell.aggregator.opportunity.ServiceLoss;
import dev.cowbell.aggregator.savings.ArmScale;
import dev.cowbell.aggregator.savings.Figure;
import dev.cowbell.aggregator.savings.Savings;
import dev.cowbell.aggregator.store.ServiceDays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What sharing loss costs a service on a class now, and what its arms were seen to avoid of it. */
record LossToday(ServiceDays about, ArmComparisons compared) {

  /** Empty where nothing ran on the last day. */
  Optional<ServiceLoss> loss() {
    double workers = 0;
    double bytes = 0;
    int hosts = 0;
    for (Map.Entry<String, ArmScale> arm : about.sizes().entrySet()) {
      ArmScale size = arm.getValue();
      if (size.hosts() > 0 && compared.sums().containsKey(arm.getKey())) {
        workers += size.workers();
        hosts += size.hosts();
        bytes += size.workers() * perWorker(arm.getKey());
      }
    }
    return workers > 0
        ? Optional.of(
            new ServiceLoss(
                about.about().service(),
                about.about().hardwareClass(),
                bytes / workers,
                (int) Math.round(workers),
                hosts))
        : Optional.empty();
  }

  /** Only what was told from chance says what others may expect. */
  List<Recovered> recovered() {
    return compared.savings().stream()
        .filter(one -> one.lossAvoided().low() > 0)
        .filter(one -> perWorker(one.arms().control()) > 0)
        .map(this::recovered)
        .toList();
  }

  private Recovered recovered(Savings one) {
    return new Recovered(
        about.about().service(),
        one.arms().treatment(),
        one.lossAvoided().bytesPerWorker() / perWorker(one.arms().control()));
  }

  private double perWorker(String arm) {
    return compared.arm(arm).last(Figure.LOSS).ownMix().mean();
  }
}
