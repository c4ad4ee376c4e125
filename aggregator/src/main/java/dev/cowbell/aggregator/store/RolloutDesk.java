package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.guardrail.HostBaseline;
import dev.cowbell.aggregator.guardrail.HostObservation;
import dev.cowbell.aggregator.guardrail.IpcChange;
import dev.cowbell.aggregator.guardrail.Limits;
import dev.cowbell.aggregator.guardrail.OperatorRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What one pass over the rollouts reads and writes; lives as long as its transaction. */
public final class RolloutDesk {

  private final Connection connection;
  private final StoredVitals vitals;
  private final StoredObservations observations;

  RolloutDesk(Connection connection) {
    this.connection = connection;
    this.vitals = new StoredVitals(connection);
    this.observations = new StoredObservations(connection, Limits.DEFAULT);
  }

  /** Advice on policies that was told from chance. */
  public Map<ServiceOnClass, AdvisedPolicy> advised() {
    return RecommendationRows.advised(connection).stream()
        .collect(Collectors.toMap(AdvisedPolicy::about, Function.identity()));
  }

  /** How far advice has come. */
  public Map<ServiceOnClass, StoredRollout> rollouts() {
    return RolloutRows.all(connection);
  }

  /** What operators asked and nobody answered, the earliest first. */
  public List<StageRequest> requests() {
    return StageRequestRows.pending(connection);
  }

  /** The hosts of services, as their last ticks say. */
  public List<RolloutHost> hosts(Collection<String> services) {
    return written(() -> RolloutHostRows.refreshed(connection, services));
  }

  /** What was normal for hosts in the days before a moment; closes days that are over by then. */
  public Map<String, HostBaseline> baselines(
      ServiceOnClass about, Collection<String> hosts, Instant at) {
    return written(
        () -> {
          vitals.closeDays(about.hardwareClass(), at);
          return vitals.baselines(about, hosts, at);
        });
  }

  /**
   * Reloads since a moment, each with the minute from its begin.
   *
   * @param under whether under that arm, or under any other
   */
  public List<HostObservation> reloads(
      ServiceOnClass about, String arm, boolean under, Instant since) {
    return written(
        () -> {
          observations.observeReloads(about, since);
          return observations.reloads(about, arm, under, since);
        });
  }

  /** What was seen of touched hosts since guardrails last looked at them. */
  public List<HostObservation> stretches(ServiceOnClass about, List<RolloutHost> hosts) {
    return written(
        () -> {
          List<HostObservation> seen = observations.stretches(hosts);
          RolloutHostRows.looked(connection, about);
          return seen;
        });
  }

  /** How the arm of a rollout changes instructions per cycle, where there is an interval. */
  public Optional<IpcChange> ipc(StoredRollout rollout, Instant now) {
    return written(() -> RolloutRows.ipc(connection, rollout, now));
  }

  /** Keeps how far a rollout has come. */
  public void save(StoredRollout rollout) {
    written(
        () -> {
          RolloutRows.save(connection, rollout);
          return rollout;
        });
  }

  /** Keeps the present advice as what the rollout rests on. */
  public void keepAdvice(ServiceOnClass about) {
    written(
        () -> {
          RolloutRows.keepAdvice(connection, about);
          return about;
        });
  }

  /** Keeps a move and what it rested on. */
  public void add(StageDecision decision) {
    written(
        () -> {
          StageDecisionRows.add(connection, decision);
          return decision;
        });
  }

  /** Notes which hosts were given the change, with what was normal for each before. */
  public void touch(ServiceOnClass about, Map<String, HostBaseline> hosts, Instant at) {
    written(
        () -> {
          RolloutHostRows.touch(connection, about, hosts, at);
          return hosts;
        });
  }

  /** No host has the change any more. */
  public void untouch(ServiceOnClass about) {
    written(
        () -> {
          RolloutHostRows.untouch(connection, about);
          return about;
        });
  }

  /** Answers an operator. */
  public void answer(StageRequest request, OperatorRequest.Answer answer) {
    written(
        () -> {
          StageRequestRows.answer(connection, request.id(), answer);
          return answer;
        });
  }

  /** Puts the stages into what readers see, and what changed into the outbox. */
  void close() throws SQLException {
    RecommendationRows.stage(connection, NewestTick.of(connection));
    Outbox.fill(connection);
  }

  private interface Writing<T> {
    T run() throws SQLException;
  }

  private static <T> T written(Writing<T> writing) {
    try {
      return writing.run();
    } catch (SQLException e) {
      throw SqlFailure.translated("cannot advance rollouts", e);
    }
  }
}
