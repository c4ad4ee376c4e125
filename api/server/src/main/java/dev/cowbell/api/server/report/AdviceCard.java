package dev.cowbell.api.server.report;

import dev.cowbell.api.contract.v1.CountAdvice;
import dev.cowbell.api.contract.v1.InsufficientEvidence;
import dev.cowbell.api.contract.v1.LimitAdvice;
import dev.cowbell.api.contract.v1.PolicyAdvice;
import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.RequestAdvice;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Readings;
import dev.cowbell.api.server.figure.Words;
import java.util.List;
import java.util.Locale;

/**
 * One recommendation for people.
 *
 * @param setting what it is about
 * @param insufficient whether it says that not enough has been seen
 * @param terms the advice in figures, a line each
 * @param snippet lines to paste; may be empty
 * @param progress share of the needed evidence that has been seen, as a width in per cent
 * @param seen the same in words
 */
public record AdviceCard(
    String setting,
    String stage,
    boolean insufficient,
    String summary,
    List<String> terms,
    String snippet,
    List<String> evidence,
    String progress,
    String seen,
    String rests) {
  public static AdviceCard of(Recommendation advice) {
    return new AdviceCard(
        setting(advice),
        stage(advice),
        advice.getVerdictCase() == Recommendation.VerdictCase.INSUFFICIENT
            || advice.getVerdictCase() == Recommendation.VerdictCase.VERDICT_NOT_SET,
        advice.getSummary(),
        terms(advice),
        snippet(advice),
        advice.getEvidenceList(),
        progress(advice.getInsufficient()),
        seen(advice.getInsufficient()),
        rests(advice));
  }

  /** What a recommendation is about, in words. */
  public static String setting(Recommendation advice) {
    return switch (advice.getKind()) {
      case RECOMMENDATION_KIND_GC_POLICY -> "Collector policy";
      case RECOMMENDATION_KIND_WORKER_RSS_LIMIT -> "Worker restart limit";
      case RECOMMENDATION_KIND_WORKER_COUNT -> "Workers per family";
      case RECOMMENDATION_KIND_MEMORY_REQUEST -> "Memory request";
      case RECOMMENDATION_KIND_UNSPECIFIED, UNRECOGNIZED -> "Another setting";
    };
  }

  private static String stage(Recommendation advice) {
    return switch (advice.getStage()) {
      case STAGE_CANARY -> "on a few hosts";
      case STAGE_EXPAND -> "on a quarter of the hosts";
      case STAGE_FLEET -> "on all hosts";
      case STAGE_HELD -> "held";
      case STAGE_ROLLED_BACK -> "taken back";
      case STAGE_OBSERVE, STAGE_UNSPECIFIED, UNRECOGNIZED -> "not rolled out";
    };
  }

  private static List<String> terms(Recommendation advice) {
    return switch (advice.getVerdictCase()) {
      case POLICY -> policy(advice.getPolicy());
      case LIMIT -> limit(advice.getLimit());
      case COUNT -> count(advice.getCount());
      case REQUEST -> request(advice.getRequest());
      case INSUFFICIENT -> detail(advice);
      case VERDICT_NOT_SET -> List.of();
    };
  }

  /** What is missing, unless the summary has said just that. */
  private static List<String> detail(Recommendation advice) {
    String detail = advice.getInsufficient().getDetail();
    return detail.isEmpty() || detail.equals(advice.getSummary()) ? List.of() : List.of(detail);
  }

  private static List<String> policy(PolicyAdvice policy) {
    String saved =
        "Use %s instead of %s: it saves %s per worker"
            .formatted(
                policy.getTreatment(),
                policy.getControl(),
                Bytes.words(policy.getBytesPerWorker()));
    if (!policy.hasInterval()) {
      return List.of(saved + ".");
    }
    return List.of(
        "%s (range %s to %s; %s)."
            .formatted(
                saved,
                Bytes.words(policy.getInterval().getLow()),
                Bytes.words(policy.getInterval().getHigh()),
                policy.getInterval().getBasis()));
  }

  private static List<String> limit(LimitAdvice limit) {
    return List.of(
        "Restart a worker at %s of private memory (USS), or at %s resident (RSS)."
            .formatted(
                Bytes.words(limit.getUssLimitBytes()), Bytes.words(limit.getRssLimitBytes())),
        "Sensible from %s to %s of private memory."
            .formatted(Bytes.words(limit.getLowerBytes()), Bytes.words(limit.getUpperBytes())));
  }

  private static List<String> count(CountAdvice count) {
    return List.of(
        "Sensible from %d to %d workers; the tightest host runs %d."
            .formatted(count.getLower(), count.getUpper(), count.getPresent()));
  }

  private static List<String> request(RequestAdvice request) {
    return List.of(
        "Sensible from %s to %s."
            .formatted(Bytes.words(request.getLowerBytes()), Bytes.words(request.getUpperBytes())));
  }

  private static String snippet(Recommendation advice) {
    return switch (advice.getVerdictCase()) {
      case POLICY -> advice.getPolicy().getSnippet();
      case LIMIT -> advice.getLimit().getSnippet();
      case COUNT -> advice.getCount().getSnippet();
      case REQUEST -> advice.getRequest().getSnippet();
      case INSUFFICIENT, VERDICT_NOT_SET -> "";
    };
  }

  private static String progress(InsufficientEvidence evidence) {
    double share = evidence.getNeeded() > 0 ? evidence.getSeen() / evidence.getNeeded() : 0;
    return String.format(Locale.ROOT, "%.1f", Math.clamp(share, 0, 1) * 100);
  }

  private static String seen(InsufficientEvidence evidence) {
    return evidence.getNeeded() > 0
        ? "%s of %s %s"
            .formatted(
                Words.number(evidence.getSeen()),
                Words.number(evidence.getNeeded()),
                evidence.getUnit())
        : "";
  }

  private static String rests(Recommendation advice) {
    StringBuilder rests = new StringBuilder();
    if (advice.hasCoverage()) {
      rests.append(
          "Rests on %s of the workers and %s of the ticks expected. "
              .formatted(
                  Words.percent(advice.getCoverage().getWorkers()),
                  Words.percent(advice.getCoverage().getTicks())));
    }
    if (advice.getSimulated()) {
      rests.append("Simulated hosts are among them. ");
    }
    if (advice.hasComputedAt()) {
      rests.append("Computed ").append(Words.moment(Readings.moment(advice.getComputedAt())));
      rests.append('.');
    }
    return rests.toString().strip();
  }
}
