package dev.cowbell.api.server.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cowbell.api.contract.v1.CountAdvice;
import dev.cowbell.api.contract.v1.InsufficientEvidence;
import dev.cowbell.api.contract.v1.LimitAdvice;
import dev.cowbell.api.contract.v1.PolicyAdvice;
import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.RequestAdvice;

/**
 * What a recommendation says, as JSON: an arm, a limit, a number of workers, memory to ask for, or
 * what is missing for it.
 */
final class JsonVerdict {
  private JsonVerdict() {}

  static void write(ObjectNode node, Recommendation advice) {
    switch (advice.getVerdictCase()) {
      case POLICY -> policy(node.putObject("policy"), advice.getPolicy());
      case LIMIT -> limit(node.putObject("limit"), advice.getLimit());
      case COUNT -> count(node.putObject("count"), advice.getCount());
      case REQUEST -> request(node.putObject("request"), advice.getRequest());
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

  private static void count(ObjectNode node, CountAdvice count) {
    node.put("workers", count.getWorkers());
    node.put("lower", count.getLower());
    node.put("upper", count.getUpper());
    node.put("present", count.getPresent());
    node.put("snippet", count.getSnippet());
  }

  private static void request(ObjectNode node, RequestAdvice request) {
    node.put("bytes", request.getBytes());
    node.put("lower_bytes", request.getLowerBytes());
    node.put("upper_bytes", request.getUpperBytes());
    node.put("snippet", request.getSnippet());
  }

  private static void missing(ObjectNode node, InsufficientEvidence evidence) {
    node.put("unit", evidence.getUnit());
    node.put("seen", evidence.getSeen());
    node.put("needed", evidence.getNeeded());
    node.put("detail", evidence.getDetail());
  }
}
