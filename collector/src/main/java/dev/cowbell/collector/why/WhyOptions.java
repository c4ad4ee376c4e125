package dev.cowbell.collector.why;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What was asked.
 *
 * @param subject a pid or a service's name
 * @param folded where the folded stacks go
 */
record WhyOptions(String subject, Duration time, Optional<Path> folded) {
  static final String USAGE =
      """
      usage: ./cowbell why PID|SERVICE [--seconds N] [--folded FILE]

      Watches the copy-on-write faults of a pre-forked family and says which code causes them, and what share of them is the
      garbage collector's. PID is any process of the family, SERVICE its name as the collector reports it.
        --seconds N    how long to watch, from 1 to 3600; 10
        --folded FILE  also writes folded stacks (one frame of code each) for flame-graph tools""";

  private static final int DEFAULT_SECONDS = 10;
  private static final int MOST_SECONDS = 3600;

  /** Understands a command line. */
  static WhyOptions parse(List<String> args) throws WhyUsageException {
    Optional<String> subject = Optional.empty();
    Duration time = Duration.ofSeconds(DEFAULT_SECONDS);
    Optional<Path> folded = Optional.empty();
    for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      switch (argument) {
        case "--seconds" -> time = seconds(value(argument, rest));
        case "--folded" -> folded = Optional.of(Path.of(value(argument, rest)));
        default -> {
          if (argument.startsWith("--") || subject.isPresent()) {
            throw new WhyUsageException("unexpected: " + argument);
          }
          subject = Optional.of(argument);
        }
      }
    }
    return new WhyOptions(
        subject.orElseThrow(() -> new WhyUsageException("a pid or a service is missing")),
        time,
        folded);
  }

  private static String value(String option, Iterator<String> rest) throws WhyUsageException {
    if (!rest.hasNext()) {
      throw new WhyUsageException(option + " wants a value");
    }
    return rest.next();
  }

  private static Duration seconds(String text) throws WhyUsageException {
    if (text.matches("[0-9]{1,4}")) {
      int seconds = Integer.parseInt(text);
      if (seconds >= 1 && seconds <= MOST_SECONDS) {
        return Duration.ofSeconds(seconds);
      }
    }
    throw new WhyUsageException("--seconds is \"" + text + "\"; it has to be from 1 to 3600");
  }
}
