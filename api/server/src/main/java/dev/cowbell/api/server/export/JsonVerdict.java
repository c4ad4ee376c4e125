package dev.cowbell.api.server.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cowbell.api.contract.v1.InsufficientEvidence;
import dev.cowbell.api.contract.v1.LimitAdvice;
import dev.cowbell.api.contract.v1.PolicyAdvice;
import dev.cowbell.api.contract.v1.Recommendation;

/** What a recommendation says, as JSON: an arm, a limit, or what is missing for either. */
final class JsonVerdict {
  private JsonVerdict() {}

  static void write(ObjectNode node, Recommendation advice) {
    switch (advice.getVerdictCase()) {
      case POLICY -> policy(node.putObject("policy"), advice.getPolicy());
      case LIMIT -> limit(node.putObject("limit"), advice.getLimit());
      case INSUFFICIENT -> missing(node.putObject("insufficient"), advice.getInsufficient());
      case VERDICT_NOT_SET -> {}
    }
  }

  private static void policy(ObjectNode node, PolicyAdvice policy) {
    node.put("control", policy.getControl());
    node.put("treatment", policy.getTreatment());
    node.put("bytes_per_worker", policy.getBytesPerWorker());
    if (policy.hasInterval()) {
      node.put("low_bytes_per_worker", policy.getInterval().getLow());
      node.put("high_bytes_per_worker", policy.getInterval().getHigh());
      node.put("interval_basis", policy.getInterval().getBasis());
    }
    node.put("snippet", policy.getSnippet());
  }

  private static void limit(ObjectNode node, LimitAdvice limit) {
    node.put("uss_limit_bytes", limit.getUssLimitBytes());
    node.put("rss_limit_bytes", limit.getRssLimitBytes());
    node.put("lower_bytes", limit.getLowerBytes());
    node.put("upper_bytes", limit.getUpperBytes());
    node.put("snippet", limit.getSnippet());
  }

  private static void missing(ObjectNode node, InsufficientEvidence evidence) {
    node.put("unit", evidence.getUnit());
    node.put("seen", evidence.getSeen());
    node.put("needed", evidence.getNeeded());
    node.put("detail", evidence.getDetail());
  }
}
