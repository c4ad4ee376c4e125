package dev.cowbell.aggregator.recommend;

import java.util.List;
import java.util.stream.Collectors;

/** One text for the three ways of forking, with the lines for parent and child filled in. */
final class PolicyTemplate {

  private PolicyTemplate() {}

  static String filled(List<String> parent, List<String> child) {
    return "# uWSGI (master = true, no lazy-apps): at the end of the module that makes the application\n"
        + "import gc\n"
        + indented(parent, "")
        + function("from uwsgidecorators import postfork\n@postfork\ndef in_worker():\n", child)
        + "\n# gunicorn: in gunicorn.conf.py\n"
        + "import gc\npreload_app = True\n"
        + function("def when_ready(server):\n", parent)
        + function("def post_fork(server, worker):\n", child)
        + "\n# a server of your own: around os.fork()\n"
        + "import gc\n"
        + indented(parent, "")
        + "pid = os.fork()\n"
        + function("if pid == 0:\n", child);
  }

  private static String function(String head, List<String> body) {
    return body.isEmpty() ? "" : head + indented(body, "    ");
  }

  private static String indented(List<String> lines, String indent) {
    return lines.stream().map(line -> indent + line + "\n").collect(Collectors.joining());
  }
}
