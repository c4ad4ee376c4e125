package dev.cowbell.bench.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cowbell.bench.machine.Machine;

/**
 * A run as {@code cowbell.bench/1}: one object with schema, bench, at, commit, machine, results and
 * skipped. A result without a range or a promise leaves {@code low}, {@code high}, {@code target}
 * and {@code met} out.
 */
public final class RunJson {
  private static final String SCHEMA = "cowbell.bench/1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private RunJson() {}

  /** The object, indented, with a line break at its end. */
  public static String of(Run run) {
    ObjectNode root = JSON.createObjectNode();
    root.put("schema", SCHEMA);
    root.put("bench", run.bench());
    root.put("at", run.at().toString());
    root.put("commit", run.commit());
    machine(root.putObject("machine"), run.machine());
    ArrayNode results = root.putArray("results");
    run.findings().results().forEach(result -> result(results.addObject(), result));
    ArrayNode skipped = root.putArray("skipped");
    run.findings()
        .skipped()
        .forEach(one -> skipped.addObject().put("name", one.name()).put("reason", one.reason()));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of plain values cannot be written", impossible);
    }
  }

  private static void machine(ObjectNode node, Machine machine) {
    node.put("cpu", machine.cpu());
    node.put("cores", machine.cores());
    node.put("memory_bytes", machine.memoryBytes());
    node.put("kernel", machine.kernel());
  }

  private static void result(ObjectNode node, Result result) {
    node.put("name", result.name());
    node.put("value", result.value());
    node.put("unit", result.unit());
    result.interval().ifPresent(it -> node.put("low", it.low()).put("high", it.high()));
    result
        .target()
        .ifPresent(it -> node.put("target", it.limit()).put("met", it.isMetBy(result.value())));
  }
}
