package dev.cowbell.bench.collector;

import dev.cowbell.bench.result.Findings;
import dev.cowbell.bench.result.Result;
import dev.cowbell.bench.result.Skipped;
import dev.cowbell.bench.result.Target;
import dev.cowbell.standalone.children.Artefacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a full reading costs in the collector against a C loop that reads the same files: passes
 * over all the workers, in turns, medians compared.
 */
record ReadCost(List<String> pids, Programs programs) {
  private static final String NAME = "read_cost_ratio_to_c";
  private static final int PASSES = 15;
  private static final int WARM_UP_PASSES = 3;

  Findings run() throws IOException, InterruptedException {
    Optional<Path> compiler = Programs.installed("cc", "gcc", "clang");
    if (compiler.isEmpty()) {
      return new Findings(List.of(), List.of(new Skipped(NAME, "there is no C compiler here")));
    }
    try (Conversation java = Conversation.start("Java reader", javaCommand());
        Conversation c = Conversation.start("C reader", cCommand(compiler.get()))) {
      double[] ratios = new double[PASSES];
      for (int pass = -WARM_UP_PASSES; pass < PASSES; pass++) {
        double ofJava = nanos(java);
        double ofC = nanos(c);
        if (pass >= 0) {
          ratios[pass] = ofJava / ofC;
        }
      }
      Arrays.sort(ratios);
      // The range that holds the median with 96.5 % (order statistics 4 and 12 of 15, binomial).
      return new Findings(
          List.of(
              Result.of(NAME, ratios[PASSES / 2], "ratio of CPU time per full reading")
                  .within(ratios[3], ratios[PASSES - 4])
                  .promised(new Target.AtMost(1.05))),
          List.of());
    }
  }

  private static double nanos(Conversation reader) throws IOException {
    return Double.parseDouble(reader.ask("pass").getFirst());
  }

  /** With the options of the collector. */
  private List<String> javaCommand() {
    List<String> command = new ArrayList<>(Artefacts.ofCheckout().collectorJvm());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), ReadPasses.class.getName()));
    command.addAll(pids);
    return command;
  }

  private List<String> cCommand(Path compiler) throws IOException, InterruptedException {
    Path source = programs.shipped("read_rollups.c");
    Path program = source.resolveSibling("read_rollups");
    int exit =
        new ProcessBuilder(compiler.toString(), "-O2", "-o", program.toString(), source.toString())
            .inheritIO()
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException(compiler + " could not compile " + source);
    }
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(pids);
    return command;
  }
}
