package dev.cowbell.aggregator.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lines to paste for a policy of CPython's collector: what belongs into the parent before fork,
 * what into the child after it, and where the servers in use have room for that (uWSGI: the module
 * that makes the application, uwsgidecorators.postfork; gunicorn: when_ready and post_fork with
 * preload_app; anything else: around os.fork); and how to leave, which no policy of the collector
 * changes.
 */
final class PolicySnippet {

  private static final Set<String> WORDS =
      Set.of("default", "disabled", "frozen", "exit-immediate");
  private static final Pattern THRESHOLD = Pattern.compile("threshold-(\\d+)");

  private PolicySnippet() {}

  /** For an arm whose name is not a policy: the arm is the user's own, and so are its lines. */
  static String of(String arm) {
    List<String> parts = List.of(arm.split("\\+"));
    if (!parts.stream().allMatch(PolicySnippet::known)) {
      return "# The arm \"%s\" is a name of your own: roll out what you deployed under it.\n"
          .formatted(arm);
    }
    List<String> parent = new ArrayList<>();
    List<String> child = new ArrayList<>();
    parts.forEach(part -> lines(part, parts, parent, child));
    String exit = parts.contains("exit-immediate") ? "" : ExitRemedy.TEXT;
    return PolicyTemplate.filled(parent, child) + exit;
  }

  private static boolean known(String part) {
    return WORDS.contains(part) || THRESHOLD.matcher(part).matches();
  }

  private static void lines(
      String part, List<String> parts, List<String> parent, List<String> child) {
    var threshold = THRESHOLD.matcher(part);
    if (threshold.matches()) {
      String set =
          threshold.group(1).equals("0")
              ? "gc.set_threshold(0)"
              : "gc.set_threshold(%s, 10, 10)".formatted(threshold.group(1));
      (parts.contains("frozen") ? child : parent).add(set);
    }
    switch (part) {
      case "frozen" -> parent.addAll(List.of("gc.collect()", "gc.freeze()"));
      case "disabled" -> parent.add("gc.disable()");
      case "default" -> child.add("gc.enable()");
      case "exit-immediate" -> {
        // How workers leave is the server's business: no line of the application changes it safely.
      }
      default -> {
        // A threshold, handled above.
      }
    }
  }
}
