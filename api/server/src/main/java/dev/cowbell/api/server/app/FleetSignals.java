package dev.cowbell.api.server.app;

import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.server.database.DatabaseAway;
import dev.cowbell.api.server.fleet.PolicyUndone;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import dev.cowbell.api.server.overview.ArmSum;
import dev.cowbell.api.server.overview.FleetSums;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What alerts want to know of the fleet, as gauges for Prometheus: sharing that collapsed, policies
 * that were undone, advice that was held. Read twice a minute, whoever asks how often.
 */
@Singleton
final class FleetSignals {
  private static final Logger LOG = Logger.getLogger(FleetSignals.class);
  private static final long EVERY_SECONDS = 30;

  private final FleetSums fleet;
  private final MultiGauge lost;
  private final MultiGauge workers;
  private final MultiGauge undone;
  private final MultiGauge stages;
  private final MultiGauge hosts;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("fleet-signals").factory());

  FleetSignals(FleetSums fleet, MeterRegistry registry) {
    this.fleet = fleet;
    lost =
        gauge(
            registry,
            "cowbell.sharing.lost.ratio",
            "Share of the memory inherited at fork that workers no longer share, 0 to 1, over the readings of a quarter of an hour");
    workers = gauge(registry, "cowbell.workers", "Workers at their hosts' last ticks");
    undone =
        gauge(
            registry,
            "cowbell.policy.undone.families",
            "Families whose collector policy is not what their arm says");
    stages =
        gauge(
            registry, "cowbell.recommendation.stage", "1 for the stage a recommendation stands at");
    hosts = gauge(registry, "cowbell.hosts", "Hosts by whether they have sent a tick of late");
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String help) {
    return MultiGauge.builder(name).description(help).register(registry);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // refresh() lets no exception escape.
  void begin(@Observes StartupEvent started) {
    clockwork.scheduleWithFixedDelay(this::refresh, 0, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  void end(@Observes ShutdownEvent stopping) {
    clockwork.shutdownNow();
  }

  void refresh() {
    try {
      show(fleet.read());
    } catch (DatabaseAway away) {
      LOG.debugf("No signals of the fleet: %s", away.getMessage());
      clear();
    } catch (RuntimeException e) {
      LOG.error("Signals of the fleet could not be read", e);
      clear();
    }
  }

  private void show(FleetSums.Sums now) {
    List<MultiGauge.Row<?>> lostRows = new ArrayList<>();
    List<MultiGauge.Row<?>> workerRows = new ArrayList<>();
    for (ArmSum arm : now.arms()) {
      Tags tags = tags(arm.scope()).and("arm", arm.arm());
      workerRows.add(row(tags, (double) arm.workers()));
      arm.lostShare().ifPresent(share -> lostRows.add(row(tags, share)));
    }
    lost.register(lostRows, true);
    workers.register(workerRows, true);
    stages.register(
        now.advice().stream().<MultiGauge.Row<?>>map(one -> row(stage(one), 1)).toList(), true);
    undone.register(now.undone().stream().<MultiGauge.Row<?>>map(FleetSignals::row).toList(), true);
    hosts.register(
        List.of(
            row(Tags.of("state", "heard"), now.hosts().all() - now.hosts().silent()),
            row(Tags.of("state", "silent"), now.hosts().silent())),
        true);
  }

  /** A gauge that nobody keeps up to date any more must not go on saying what it said. */
  private void clear() {
    for (MultiGauge gauge : List.of(lost, workers, undone, stages, hosts)) {
      gauge.register(List.of(), true);
    }
  }

  private static MultiGauge.Row<?> row(Tags tags, double value) {
    return MultiGauge.Row.of(tags, value);
  }

  private static MultiGauge.Row<?> row(PolicyUndone undone) {
    return row(tags(undone.scope()).and("arm", undone.arm()), undone.families());
  }

  private static Tags stage(Recommendation advice) {
    return tags(new ServiceOnClass(advice.getService(), advice.getHardwareClass()))
        .and("kind", advice.getKind().name().replace("RECOMMENDATION_KIND_", ""))
        .and("stage", advice.getStage().name().replace("STAGE_", "").toLowerCase(Locale.ROOT));
  }

  private static Tags tags(ServiceOnClass scope) {
    return Tags.of("service", scope.service(), "hardware_class", scope.hardwareClass());
  }
}
