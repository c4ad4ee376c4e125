package dev.cowbell.collector.why;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The entry of {@code ./cowbell why}. Prints the answer and ends with 0; with 1 where the kernel
 * forbids it, and says what to allow; with 2 where the command line is wrong.
 */
public final class WhyMain {
  private static final int EXIT_FAULT = 1;
  private static final int EXIT_USAGE = 2;

  private WhyMain() {}

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.getenv(), System.out, System.err));
  }

  static int run(
      List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
    if (args.contains("--help") || args.contains("-h")) {
      out.println(WhyOptions.USAGE);
      return 0;
    }
    try {
      answer(WhyOptions.parse(args), environment, out, err);
      return 0;
    } catch (WhyUsageException unclear) {
      err.println("cowbell why: " + unclear.getMessage());
      err.println(WhyOptions.USAGE);
      return EXIT_USAGE;
    } catch (WhyRefusedException | IOException refused) {
      err.println("cowbell why: " + refused.getMessage());
      return EXIT_FAULT;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return EXIT_FAULT;
    }
  }

  private static void answer(
      WhyOptions options, Map<String, String> environment, PrintStream out, PrintStream err)
      throws WhyRefusedException, IOException, InterruptedException {
    Investigation investigation =
        new Investigation(
            Path.of(environment.getOrDefault("COWBELL_PROC_ROOT", "/proc")),
            Path.of(environment.getOrDefault("COWBELL_SYS_ROOT", "/sys")));
    Findings found =
        investigation.run(
            options.subject(),
            options.time(),
            () -> err.println("Watching for " + options.time().toSeconds() + " s"));
    WhyReport.lines(found).forEach(out::println);
    if (options.folded().isPresent()) {
      FoldedStacks.write(options.folded().get(), found.subject().name(), found.tally());
      out.println("Folded stacks: " + options.folded().get());
    }
    out.flush();
  }
}
