package dev.cowbell.standalone.simulate.model;

import dev.cowbell.standalone.simulate.scenario.Arm;
import dev.cowbell.standalone.simulate.scenario.HardwareClass;
import dev.cowbell.standalone.simulate.scenario.Scenario;
import dev.cowbell.standalone.simulate.scenario.Service;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Settles hosts. Class, arm and service follow from three coordinates of the R3 sequence, which
 * fills the cube evenly: shares come out within a host or two at any number of hosts, in every
 * class, and host 7 is the same whether there are ten or a million (M. Roberts, The unreasonable
 * effectiveness of quasirandom sequences, 2018).
 *
 * @param followsAdvice whether hosts begin on the pilot shares
 */
record Plans(Scenario scenario, long seed, long startMillis, boolean followsAdvice) {
  private static final double CLASS_STEP = 0.8191725133961645;
  private static final double ARM_STEP = 0.6710436067037893;
  private static final double SERVICE_STEP = 0.5497004779019703;
  private static final double HOUR = 3600;

  /** Hosts reboot this often, never while they are simulated. */
  private static final long UPTIME_MILLIS = 100L * 86_400_000;

  private static final long SHORTEST_UPTIME_MILLIS = 40L * 86_400_000;

  HostPlan plan(int number) {
    Draw fleet = new Draw(seed).of(scenario.name().hashCode());
    Draw draw = fleet.of(number);
    int classIndex =
        pick(scenario.classes(), HardwareClass::share, coordinate(fleet, 1, number, CLASS_STEP));
    int serviceIndex = serviceIndex(number, fleet);
    Service service = scenario.services().get(serviceIndex);
    List<Arm> arms = service.arms().get(classIndex);
    double armCoordinate = coordinate(fleet, 2, number, ARM_STEP);
    var family =
        new FamilyPlan(
            service,
            serviceIndex,
            arms,
            pick(arms, followsAdvice ? Arm::pilotShare : Arm::share, armCoordinate),
            1000,
            draw.of(2),
            new LoadClock(service.load().swing(), HOUR * draw.of(1).centred()));
    return new HostPlan(
        number,
        draw,
        classIndex,
        scenario.classes().get(classIndex),
        bootMillis(draw),
        draw.of(4).factor(service.spread().betweenHosts()),
        List.of(family));
  }

  private int serviceIndex(int number, Draw fleet) {
    return (int) (coordinate(fleet, 3, number, SERVICE_STEP) * scenario.services().size());
  }

  private long bootMillis(Draw draw) {
    long offset = draw.of(5).below(UPTIME_MILLIS);
    long latest = startMillis - SHORTEST_UPTIME_MILLIS;
    return Math.floorDiv(latest - offset, UPTIME_MILLIS) * UPTIME_MILLIS + offset;
  }

  private static double coordinate(Draw fleet, int dimension, int number, double step) {
    double at = fleet.of(-dimension).uniform() + number * step;
    return at - Math.floor(at);
  }

  private static <T> int pick(List<T> choices, ToDoubleFunction<T> weight, double at) {
    double left = at * choices.stream().mapToDouble(weight).sum();
    for (int i = 0; i < choices.size() - 1; i++) {
      left -= weight.applyAsDouble(choices.get(i));
      if (left < 0) {
        return i;
      }
    }
    return lastWith(choices, weight);
  }

  private static <T> int lastWith(List<T> choices, ToDoubleFunction<T> weight) {
    int last = choices.size() - 1;
    while (weight.applyAsDouble(choices.get(last)) <= 0) {
      last--;
    }
    return last;
  }
}
