package dev.cowbell.aggregator.store;

import com.google.protobuf.Timestamp;
import dev.cowbell.aggregator.recommend.Kind;
import dev.cowbell.aggregator.recommend.Verdict;
import dev.cowbell.api.contract.v1.CountAdvice;
import dev.cowbell.api.contract.v1.Coverage;
import dev.cowbell.api.contract.v1.InsufficientEvidence;
import dev.cowbell.api.contract.v1.Interval;
import dev.cowbell.api.contract.v1.LimitAdvice;
import dev.cowbell.api.contract.v1.PolicyAdvice;
import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.RecommendationKind;
import dev.cowbell.api.contract.v1.RequestAdvice;
import dev.cowbell.api.contract.v1.Stage;
import dev.cowbell.api.contract.v1.VersionAnswer;
import java.time.Instant;

/** Recommendations in the words of the contract: the payload that is stored and served. */
final class RecommendationMessage {

  private static final String ONE_LOOK = "Welch on host means, one look, 95 %";

  private RecommendationMessage() {}

  static Recommendation of(Decisions.OfRecommendation row, Instant at) {
    ServiceOnClass about = row.about();
    var recommendation = row.recommendation();
    Recommendation.Builder message =
        Recommendation.newBuilder()
            .setId(
                "%s|%s|%s".formatted(about.service(), about.hardwareClass(), recommendation.kind()))
            .setService(about.service())
            .setHardwareClass(about.hardwareClass())
            .setKind(kind(recommendation.kind()))
            .setStage(Stage.STAGE_OBSERVE)
            .setSummary(recommendation.summary())
            .addAllEvidence(recommendation.evidence())
            .addAllWouldChange(recommendation.wouldChange())
            .setCoverage(
                Coverage.newBuilder()
                    .setWorkers(recommendation.workerCoverage())
                    .setTicks(row.tickCoverage()))
            .setSimulated(recommendation.simulated())
            .setComputedAt(
                Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()));
    recommendation
        .sinceSeconds()
        .ifPresent(
            since -> message.setAdvisedSince(Timestamp.newBuilder().setSeconds((long) since)));
    verdict(message, recommendation.verdict());
    recommendation.versions().forEach(version -> message.addVersions(version(version)));
    return message.build();
  }

  private static RecommendationKind kind(Kind kind) {
    return switch (kind) {
      case GC_POLICY -> RecommendationKind.RECOMMENDATION_KIND_GC_POLICY;
      case WORKER_RSS_LIMIT -> RecommendationKind.RECOMMENDATION_KIND_WORKER_RSS_LIMIT;
      case WORKER_COUNT -> RecommendationKind.RECOMMENDATION_KIND_WORKER_COUNT;
      case MEMORY_REQUEST -> RecommendationKind.RECOMMENDATION_KIND_MEMORY_REQUEST;
    };
  }

  private static void verdict(Recommendation.Builder message, Verdict verdict) {
    switch (verdict) {
      case Verdict.UsePolicy use -> message.setPolicy(policy(use));
      case Verdict.SetLimit limit -> message.setLimit(limit(limit));
      case Verdict.SetCount count -> message.setCount(count(count));
      case Verdict.SetRequest request -> message.setRequest(request(request));
      case Verdict.NotEnough missing -> message.setInsufficient(insufficient(missing));
    }
  }

  private static PolicyAdvice policy(Verdict.UsePolicy use) {
    return PolicyAdvice.newBuilder()
        .setControl(use.control())
        .setTreatment(use.treatment())
        .setBytesPerWorker(use.lossAvoided().bytesPerWorker())
        .setInterval(
            Interval.newBuilder()
                .setLow(use.lossAvoided().low())
                .setHigh(use.lossAvoided().high())
                .setBasis(use.basis()))
        .setSnippet(use.snippet())
        .build();
  }

  private static VersionAnswer version(dev.cowbell.aggregator.recommend.VersionAnswer version) {
    var message =
        VersionAnswer.newBuilder()
            .setVersion(version.version())
            .setControlHosts(version.controlHosts())
            .setTreatmentHosts(version.treatmentHosts());
    version
        .lossAvoided()
        .ifPresent(
            loss ->
                message
                    .setBytesPerWorker(loss.bytesPerWorker())
                    .setInterval(
                        Interval.newBuilder()
                            .setLow(loss.low())
                            .setHigh(loss.high())
                            .setBasis(ONE_LOOK)));
    return message.build();
  }

  private static LimitAdvice limit(Verdict.SetLimit limit) {
    return LimitAdvice.newBuilder()
        .setUssLimitBytes(limit.ussLimitBytes())
        .setRssLimitBytes(limit.rssLimitBytes())
        .setLowerBytes(limit.lowerBytes())
        .setUpperBytes(limit.upperBytes())
        .setSnippet(limit.snippet())
        .setJitterRatio(limit.jitter())
        .setUssLimitWithoutJitterBytes(limit.ussWithoutJitterBytes())
        .setRestartsPerWorkerDay(limit.restartsPerWorkerDay())
        .build();
  }

  private static CountAdvice count(Verdict.SetCount count) {
    return CountAdvice.newBuilder()
        .setWorkers(count.workers())
        .setLower(count.lower())
        .setUpper(count.upper())
        .setPresent(count.present())
        .setSnippet(count.snippet())
        .build();
  }

  private static RequestAdvice request(Verdict.SetRequest request) {
    return RequestAdvice.newBuilder()
        .setBytes(request.bytes())
        .setLowerBytes(request.lowerBytes())
        .setUpperBytes(request.upperBytes())
        .setSnippet(request.snippet())
        .build();
  }

  private static InsufficientEvidence insufficient(Verdict.NotEnough missing) {
    return InsufficientEvidence.newBuilder()
        .setUnit(missing.unit())
        .setSeen(missing.seen())
        .setNeeded(missing.needed())
        .setDetail(missing.detail())
        .build();
  }
}
