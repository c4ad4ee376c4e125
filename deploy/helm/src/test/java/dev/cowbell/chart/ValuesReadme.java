package dev.cowbell.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The table of all values for the chart's README: key, default and the comment above it. */
record ValuesReadme(List<Row> rows) {

  /**
   * One key with a value of its own.
   *
   * @param comment what stands above it in values.yaml; empty where nobody wrote anything
   */
  record Row(String key, String value, String comment) {
    String line() {
      return "| `%s` | `%s` | %s |"
          .formatted(key, value.replace("|", "\\|"), comment.replace("|", "\\|"));
    }
  }

  static ValuesReadme of(Path valuesFile) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setProcessComments(true);
    Node root = new Yaml(new SafeConstructor(options)).compose(Files.newBufferedReader(valuesFile));
    List<Row> rows = new ArrayList<>();
    collect((MappingNode) root, "", List.of(), rows);
    return new ValuesReadme(rows);
  }

  private static void collect(
      MappingNode node, String prefix, List<CommentLine> above, List<Row> rows) {
    boolean isFirst = true;
    for (NodeTuple tuple : node.getValue()) {
      String key = prefix + ((ScalarNode) tuple.getKeyNode()).getValue();
      List<CommentLine> comments = tuple.getKeyNode().getBlockComments();
      // The parser hangs a comment above a mapping's first key to the mapping.
      String comment = text(comments == null && isFirst ? above : comments);
      isFirst = false;
      Node value = tuple.getValueNode();
      if (value instanceof MappingNode mapping && isSection(mapping)) {
        if (!comment.isEmpty()) {
          rows.add(new Row(key, "", comment));
        }
        collect(mapping, key + ".", mapping.getBlockComments(), rows);
      } else {
        rows.add(new Row(key, flow(value), comment));
      }
    }
  }

  private static boolean isSection(MappingNode node) {
    return !node.getValue().isEmpty()
        && node.getFlowStyle() == DumperOptions.FlowStyle.BLOCK
        && node.getValue().stream()
            .noneMatch(tuple -> ((ScalarNode) tuple.getKeyNode()).getValue().equals("requests"));
  }

  private static String text(@org.jspecify.annotations.Nullable List<CommentLine> lines) {
    return lines == null
        ? ""
        : lines.stream()
            .map(CommentLine::getValue)
            .map(String::strip)
            .collect(Collectors.joining(" "))
            .strip();
  }

  private static String flow(Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar.getValue().isEmpty() ? "\"\"" : scalar.getValue();
      case MappingNode mapping ->
          mapping.getValue().stream()
              .map(tuple -> flow(tuple.getKeyNode()) + ": " + flow(tuple.getValueNode()))
              .collect(Collectors.joining(", ", "{", "}"));
      case org.yaml.snakeyaml.nodes.SequenceNode sequence ->
          sequence.getValue().stream()
              .map(ValuesReadme::flow)
              .collect(Collectors.joining(", ", "[", "]"));
      default -> throw new IllegalArgumentException("no such node in values: " + node);
    };
  }

  String table() {
    return rows.stream()
        .map(Row::line)
        .collect(Collectors.joining("\n", "| key | default | what it is |\n|---|---|---|\n", "\n"));
  }
}
