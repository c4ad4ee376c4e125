package dev.cowbell.aggregator.experiment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which host of one hardware class is on which arm. Hosts are put in hash order, neighbours form a
 * pair, and a bit of the pair's own hash says which of the two is treated: every host has the same
 * chance of either arm, and both arms have equally many hosts of the class.
 *
 * @param hardwareClass the one class all hosts are of; classes are never pooled
 * @param seed seed of the experiment
 * @param pairs pairs in the order in which they were made
 * @param unpaired at most one host that found no partner yet and stays as it is
 */
public record PairPlan(
    String hardwareClass, long seed, List<HostPair> pairs, List<String> unpaired) {

  public PairPlan {
    pairs = List.copyOf(pairs);
    unpaired = List.copyOf(unpaired);
  }

  /** Pairs the hosts of one hardware class. */
  public static PairPlan of(String hardwareClass, long seed, Collection<String> hosts) {
    return new PairPlan(hardwareClass, seed, List.of(), List.of()).with(hosts);
  }

  /** One plan per hardware class, from the class of each host. */
  public static Map<String, PairPlan> perClass(long seed, Map<String, String> classByHost) {
    Map<String, List<String>> hosts =
        classByHost.keySet().stream()
            .collect(Collectors.groupingBy(host -> classByHost.getOrDefault(host, "")));
    Map<String, PairPlan> plans = new TreeMap<>();
    hosts.forEach((name, members) -> plans.put(name, of(name, seed, members)));
    return plans;
  }

  /**
   * This plan with further hosts of the class. Pairs that exist stay: hosts that join an experiment
   * never move another one to the other arm.
   */
  public PairPlan with(Collection<String> hosts) {
    List<String> free = new ArrayList<>(unpaired);
    Set<String> assigned =
        pairs.stream()
            .flatMap(pair -> Stream.of(pair.controlHost(), pair.treatmentHost()))
            .collect(Collectors.toSet());
    hosts.stream().filter(host -> !assigned.contains(host)).forEach(free::add);
    List<String> ordered = HostOrder.sorted(free, seed);
    List<HostPair> extended = new ArrayList<>(pairs);
    for (int at = 0; at + 1 < ordered.size(); at += 2) {
      extended.add(assign(ordered.get(at), ordered.get(at + 1)));
    }
    return new PairPlan(
        hardwareClass,
        seed,
        extended,
        ordered.subList(ordered.size() - ordered.size() % 2, ordered.size()));
  }

  /** The arm a host is assigned to, if any. */
  public Optional<Arm> armOf(String host) {
    return pairs.stream()
        .filter(pair -> pair.has(host))
        .findFirst()
        .map(pair -> pair.controlHost().equals(host) ? Arm.CONTROL : Arm.TREATMENT);
  }

  private HostPair assign(String first, String second) {
    boolean swap = (HostOrder.hash(first + '|' + second, seed) & 1) == 1;
    return swap ? new HostPair(second, first) : new HostPair(first, second);
  }
}
