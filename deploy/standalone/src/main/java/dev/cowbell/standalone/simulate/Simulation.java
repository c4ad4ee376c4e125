package dev.cowbell.standalone.simulate;

import dev.cowbell.standalone.simulate.fleet.ArmChoice;
import dev.cowbell.standalone.simulate.fleet.Fleet;
import dev.cowbell.standalone.simulate.fleet.Pace;
import dev.cowbell.standalone.simulate.fleet.Tally;
import dev.cowbell.standalone.simulate.kafka.AdviceReader;
import dev.cowbell.standalone.simulate.kafka.KafkaTickSink;
import dev.cowbell.standalone.simulate.model.Feasibility;
import dev.cowbell.standalone.simulate.model.HostModel;
import dev.cowbell.standalone.simulate.obey.HostOrder;
import dev.cowbell.standalone.simulate.obey.Rollouts;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One run of a simulated fleet against a broker. */
public final class Simulation {
  private final SimulationOptions options;
  private final Consumer<String> out;
  private final HostModel model;

  /**
   * @param out takes lines for people
   */
  public Simulation(SimulationOptions options, Consumer<String> out) {
    Feasibility.require(options.scenario());
    this.options = options;
    this.out = out;
    this.model =
        new HostModel(
            options.scenario(), options.seed(), options.size().startMillis(), options.obey());
  }

  /** Runs to the end and returns what the broker has confirmed. */
  public Tally run() throws InterruptedException {
    return run(Pace.UNLIMITED);
  }

  /**
   * The same, held back by something beside the speed asked for.
   *
   * @param beside such as how far those who read the ticks have come
   */
  public Tally run(Pace beside) throws InterruptedException {
    Pace speed = options.speed().<Pace>map(ClockPace::new).orElse(Pace.UNLIMITED);
    Pace both =
        elapsedMillis -> {
          speed.await(elapsedMillis);
          beside.await(elapsedMillis);
        };
    try (var sink = KafkaTickSink.open(options.bootstrap(), options.partitions())) {
      return options.obey() ? runObeying(sink, both) : run(sink, both, () -> ArmChoice.AS_PLANTED);
    }
  }

  private Tally runObeying(KafkaTickSink sink, Pace pace) throws InterruptedException {
    var order = HostOrder.of(options.size().hosts(), model::placement);
    try (var advice = AdviceReader.start(options.bootstrap(), Rollouts.none(order), out)) {
      advice.awaitStanding();
      return run(sink, pace, () -> advice.rollouts()::armOf);
    }
  }

  private Tally run(KafkaTickSink sink, Pace pace, Supplier<ArmChoice> arms)
      throws InterruptedException {
    var progress = new ProgressLine(out, Duration.ofMillis(options.size().durationMillis()));
    var fleet = new Fleet(model, options.size(), options.seed());
    try {
      Tally tally = fleet.run(sink, pace, arms, progress);
      sink.flush();
      out.accept(progress.summary(tally));
      return tally;
    } catch (InterruptedException e) {
      out.accept("stopped early: " + progress.summary(fleet.tally()));
      throw e;
    }
  }
}
