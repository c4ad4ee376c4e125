package dev.cowbell.standalone.app;

import dev.cowbell.standalone.failure.Failure;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code cowbell demo}, {@code up}, {@code simulate} and {@code report}. */
@Command(
    name = "cowbell",
    subcommands = {DemoCommand.class, UpCommand.class, SimulateCommand.class, ReportCommand.class})
public final class StandaloneMain implements Callable<Integer> {
  private StandaloneMain() {}

  @SuppressWarnings("SystemExitOutsideMain")
  public static void main(String[] arguments) {
    var interruption = Interruption.ofMainThread();
    int code =
        new CommandLine(new StandaloneMain())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(StandaloneMain::explain)
            .execute(arguments);
    interruption.done(code);
  }

  @Override
  public Integer call() {
    CommandLine.usage(this, System.err);
    return CommandLine.ExitCode.USAGE;
  }

  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    if (failure instanceof InterruptedException) {
      System.err.println("Stopped.");
      return 130;
    }
    if (failure instanceof Failure) {
      System.err.println("cowbell: " + failure.getMessage());
      for (Throwable also : failure.getSuppressed()) {
        System.err.println("cowbell: also: " + also.getMessage());
      }
      return CommandLine.ExitCode.SOFTWARE;
    }
    failure.printStackTrace();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
