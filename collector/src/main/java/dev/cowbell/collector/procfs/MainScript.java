package dev.cowbell.collector.procfs;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The base name of the script in {@code /proc/PID/cmdline}, proc_pid_cmdline(5), where the program
 * is an interpreter. No other argument is ever kept, since arguments hold passwords. Processes that
 * rewrote their title have no script.
 */
final class MainScript {
  private static final Pattern PYTHON = Pattern.compile("(python|pypy)[0-9.]*");
  private static final Pattern OTHER = Pattern.compile("(ruby|perl|php|node)[0-9.]*");
  private static final Pattern MODULE =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");

  private MainScript() {}

  /**
   * @param executable base name of the executable
   */
  static Optional<String> parse(KernelText text, String executable) {
    boolean python = PYTHON.matcher(executable).matches();
    if (text.isEmpty() || !(python || OTHER.matcher(executable).matches())) {
      return Optional.empty();
    }
    text.skipPast('\0');
    return python ? pythonScript(text) : firstArgument(text);
  }

  /**
   * Options of these interpreters take values in ways we do not follow: a script is only sure when
   * it comes first.
   */
  private static Optional<String> firstArgument(KernelText text) {
    String argument = text.untilOrEnd('\0');
    return argument.startsWith("-") ? Optional.empty() : script(argument);
  }

  private static Optional<String> pythonScript(KernelText text) {
    while (!text.atEnd()) {
      String argument = text.untilOrEnd('\0');
      if (!argument.startsWith("-")) {
        return script(argument);
      }
      if (argument.equals("--check-hash-based-pycs")) {
        text.skipPast('\0');
      } else if (!argument.startsWith("--")) {
        int option = valuedOption(argument);
        if (option >= 0 && argument.charAt(option) == 'm') {
          return module(valueOf(argument, option, text));
        } else if (option >= 0 && argument.charAt(option) == 'c') {
          return Optional.empty();
        } else if (option == argument.length() - 1) {
          text.skipPast('\0');
        }
      }
    }
    return Optional.empty();
  }

  /** Where in a cluster such as -uBm the option stands that takes a value; -1 where none does. */
  private static int valuedOption(String cluster) {
    for (int i = 1; i < cluster.length(); i++) {
      if ("cmWX".indexOf(cluster.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static String valueOf(String cluster, int option, KernelText text) {
    return option == cluster.length() - 1 ? text.untilOrEnd('\0') : cluster.substring(option + 1);
  }

  private static Optional<String> module(String name) {
    return MODULE.matcher(name).matches() ? Names.clean(name) : Optional.empty();
  }

  private static Optional<String> script(String path) {
    return Names.clean(Names.baseName(path));
  }
}
