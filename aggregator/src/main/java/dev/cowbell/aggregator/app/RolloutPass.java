package dev.cowbell.aggregator.app;

import dev.cowbell.aggregator.guardrail.Guardrails;
import dev.cowbell.aggregator.guardrail.HostBaseline;
import dev.cowbell.aggregator.guardrail.Limits;
import dev.cowbell.aggregator.guardrail.Observe;
import dev.cowbell.aggregator.guardrail.OperatorRequest;
import dev.cowbell.aggregator.guardrail.Rollout;
import dev.cowbell.aggregator.guardrail.StagePolicy;
import dev.cowbell.aggregator.guardrail.Step;
import dev.cowbell.aggregator.store.AdvisedPolicy;
import dev.cowbell.aggregator.store.RolloutDesk;
import dev.cowbell.aggregator.store.RolloutHost;
import dev.cowbell.aggregator.store.ServiceOnClass;
import dev.cowbell.aggregator.store.StageDecision;
import dev.cowbell.aggregator.store.StageRequest;
import dev.cowbell.aggregator.store.StoredRollout;
import dev.cowbell.api.contract.v1.RecommendationKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One pass over the rollouts: answers operators, lets the guardrails judge what was seen since the
 * last pass, and keeps where each rollout stands then. Time is that of the service's newest tick.
 */
final class RolloutPass {

  private static final int GC_POLICY = RecommendationKind.RECOMMENDATION_KIND_GC_POLICY_VALUE;

  private final RolloutDesk desk;
  private final Map<ServiceOnClass, AdvisedPolicy> advised;
  private final Map<ServiceOnClass, StoredRollout> rollouts;

  private RolloutPass(RolloutDesk desk) {
    this.desk = desk;
    this.advised = desk.advised();
    this.rollouts = desk.rollouts();
  }

  static void over(RolloutDesk desk) {
    new RolloutPass(desk).run();
  }

  private void run() {
    Set<String> services = new TreeSet<>();
    advised.keySet().forEach(about -> services.add(about.service()));
    rollouts.keySet().forEach(about -> services.add(about.service()));
    Map<String, List<RolloutHost>> hosts =
        services.isEmpty()
            ? Map.of()
            : desk.hosts(services).stream()
                .collect(
                    Collectors.groupingBy(
                        host -> host.about().service(), TreeMap::new, Collectors.toList()));
    List<StageRequest> requests = new ArrayList<>(desk.requests());
    hosts.forEach((service, own) -> advance(service, own, requests));
    requests.forEach(this::refuse);
  }

  private void advance(String service, List<RolloutHost> hosts, List<StageRequest> requests) {
    Instant now =
        hosts.stream().map(RolloutHost::seenAt).max(Instant::compareTo).orElse(Instant.EPOCH);
    var rollout = new Rollout(StagePolicy.DEFAULT, new Guardrails(Limits.DEFAULT), service);
    Map<ServiceOnClass, Seen> seen =
        new TreeMap<>(Comparator.comparing(ServiceOnClass::hardwareClass));
    hosts.stream()
        .collect(Collectors.groupingBy(RolloutHost::about))
        .forEach(
            (about, own) ->
                seen.put(
                    about,
                    Seen.of(
                        desk,
                        own,
                        Optional.ofNullable(advised.get(about)),
                        Optional.ofNullable(rollouts.get(about)),
                        now)));
    requests.removeIf(request -> answered(rollout, seen, request, now));
    List<Seen> all = List.copyOf(seen.values());
    List<Step> steps = rollout.next(all.stream().map(Seen::generation).toList(), now);
    for (int i = 0; i < all.size(); i++) {
      keep(all.get(i), steps.get(i), now, Optional.empty());
    }
  }

  private boolean answered(
      Rollout rollout, Map<ServiceOnClass, Seen> seen, StageRequest request, Instant now) {
    Seen about = seen.get(request.about());
    if (about == null || request.kind() != GC_POLICY) {
      return false;
    }
    OperatorRequest.Answer answer = request.asked().of(rollout, about.generation(), now);
    if (answer instanceof OperatorRequest.Answer.Applied(Step step, _)) {
      seen.put(about.about(), keep(about, step, now, Optional.of(request)));
    }
    desk.answer(request, answer);
    return true;
  }

  private void refuse(StageRequest request) {
    desk.answer(
        request,
        new OperatorRequest.Answer.Refused(
            request.kind() == GC_POLICY
                ? "no policy is advised for this service and hardware class yet"
                : "only advice on collector policies is rolled out in stages"));
  }

  /** Writes down what a step changed, and returns what is true after it. */
  private Seen keep(Seen seen, Step step, Instant now, Optional<StageRequest> asked) {
    ServiceOnClass about = seen.about();
    if (seen.treatment().isEmpty()) {
      return seen;
    }
    boolean isNew = seen.stored().isEmpty();
    boolean isWaiting = step.after() instanceof Observe;
    boolean changed =
        isNew
            || step.isMove()
            || isTreatmentOfOthers(seen.stored().orElseThrow(), step)
            || (isWaiting && !step.because().equals(seen.stored().orElseThrow().because()));
    if (step.isMove()) {
      desk.add(
          new StageDecision(
              about,
              seen.treatment(),
              step,
              now,
              seen.generation().hosts().size(),
              seen.advice().map(AdvisedPolicy::evidence).orElse(List.of()),
              asked));
    }
    if (changed) {
      desk.save(stored(seen, step, now));
    }
    if (seen.isAdvisedStill()) {
      desk.keepAdvice(about);
    }
    touch(seen, step, now);
    return seen.after(step);
  }

  private static boolean isTreatmentOfOthers(StoredRollout stored, Step step) {
    return step.treatedHosts().size() != stored.treatedHosts()
        || !StoredRollout.named(step.after(), step.treatedHosts()).equals(stored.treatedHostIds());
  }

  private static StoredRollout stored(Seen seen, Step step, Instant now) {
    boolean moves = step.isMove() || seen.stored().isEmpty();
    boolean isWaiting = step.after() instanceof Observe;
    return new StoredRollout(
        seen.about(),
        seen.control(),
        seen.treatment(),
        step.after(),
        moves || isWaiting ? step.because() : seen.stored().orElseThrow().because(),
        step.treatedHosts().size(),
        StoredRollout.named(step.after(), step.treatedHosts()),
        seen.generation().hosts().size(),
        moves ? now : seen.stored().orElseThrow().movedAt());
  }

  private void touch(Seen seen, Step step, Instant now) {
    if (step.treatedHosts().isEmpty()) {
      if (!seen.generation().treatedHosts().isEmpty()) {
        desk.untouch(seen.about());
      }
      return;
    }
    Set<String> had = Set.copyOf(seen.generation().treatedHosts());
    List<String> joining =
        step.treatedHosts().stream().filter(host -> !had.contains(host)).toList();
    if (!joining.isEmpty()) {
      Map<String, HostBaseline> known = desk.baselines(seen.about(), joining, now);
      Map<String, HostBaseline> baselines = new HashMap<>();
      joining.forEach(host -> baselines.put(host, known.getOrDefault(host, HostBaseline.UNKNOWN)));
      desk.touch(seen.about(), baselines, now);
    }
  }
}
