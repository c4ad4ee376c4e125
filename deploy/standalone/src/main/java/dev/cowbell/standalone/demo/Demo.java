package dev.cowbell.standalone.demo;

import com.google.protobuf.util.Timestamps;
import dev.cowbell.api.contract.v1.ArmSummary;
import dev.cowbell.api.contract.v1.CompareArmsResponse;
import dev.cowbell.api.contract.v1.FamilySnapshot;
import dev.cowbell.api.contract.v1.GetHostResponse;
import dev.cowbell.api.contract.v1.Host;
import dev.cowbell.api.contract.v1.Savings;
import dev.cowbell.standalone.client.CowbellClient;
import dev.cowbell.standalone.demo.DemoResult.ArmFacts;
import dev.cowbell.standalone.demo.DemoResult.HostFacts;
import dev.cowbell.standalone.demo.DemoResult.KernelCheckFacts;
import dev.cowbell.standalone.demo.DemoResult.RecommendationFacts;
import dev.cowbell.standalone.demo.DemoResult.SavingsFacts;
import dev.cowbell.standalone.failure.Failure;
import dev.cowbell.standalone.pipeline.Pipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The finding that started this field, on this machine: four families, one per arm, measured by the
 * real pipeline.
 */
public final class Demo {
  /** The arms, the control first. */
  static final List<String> ARMS =
      List.of("default", "threshold-0", "frozen", "frozen+threshold-50000");

  static final String SERVICE = "cowbell-demo";
  private static final Duration SETTLE_LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 500;
  private static final long MILESTONE_SECONDS = 10;

  private final Pipeline pipeline;
  private final CowbellClient client;
  private final DemoOptions options;
  private final Python python;
  private final Path work;
  private final Console console;

  private Demo(
      Pipeline pipeline,
      CowbellClient client,
      DemoOptions options,
      Python python,
      Path work,
      Console console) {
    this.pipeline = pipeline;
    this.client = client;
    this.options = options;
    this.python = python;
    this.work = work;
    this.console = console;
  }

  /**
   * Runs the demonstration on a pipeline that stands.
   *
   * @return how far the pipeline is from the kernel, in per cent
   */
  public static double run(
      Pipeline pipeline, DemoOptions options, Prerequisites found, Path work, Console console)
      throws InterruptedException {
    try (var client = new CowbellClient(pipeline.address())) {
      return new Demo(pipeline, client, options, found.python(), work, console).run();
    }
  }

  private double run() throws InterruptedException {
    var families = new ArrayList<PreforkFamily>();
    try {
      for (String arm : ARMS) {
        families.add(PreforkFamily.start(python, SERVICE, arm, options.workersPerArm(), work));
      }
      return measure(families);
    } finally {
      families.forEach(PreforkFamily::close);
    }
  }

  private double measure(List<PreforkFamily> families) throws InterruptedException {
    for (PreforkFamily family : families) {
      int records = family.awaitBuilt();
      console.live(
          "%s: %d records built by CPython %s".formatted(family.arm(), records, python.version()),
          false);
    }
    families.forEach(PreforkFamily::fork);
    console.line(
        "%d families of %d workers forked from CPython %s; requests for %d s"
            .formatted(
                families.size(),
                options.workersPerArm(),
                python.version(),
                options.load().toSeconds()));
    load(families);
    Instant stopped = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    GetHostResponse host = awaitReadingsAfter(stopped, families);
    List<KernelCheck> checks = check(families, host);
    DemoResult result = result(host, checks);
    DemoTable.lines(result).forEach(console::line);
    publish(result);
    return KernelCheck.worstPercent(checks);
  }

  private void load(List<PreforkFamily> families) throws InterruptedException {
    long start = System.nanoTime();
    long milestone = MILESTONE_SECONDS;
    try (var driver = RequestDriver.start(families, options.workersPerArm())) {
      while (secondsSince(start) < options.load().toSeconds()) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        pipeline.requireAlive();
        boolean reached = secondsSince(start) >= milestone;
        milestone += reached ? MILESTONE_SECONDS : 0;
        console.live(progress(secondsSince(start), driver.answered()), reached);
      }
    }
  }

  private String progress(long seconds, long answered) {
    String arms =
        client.arms(SERVICE).map(CompareArmsResponse::getArmsList).orElse(List.of()).stream()
            .sorted(Comparator.comparingInt(arm -> order(arm.getArm())))
            .map(Demo::brief)
            .collect(Collectors.joining(" | "));
    return "%3d s, %d requests; lost per worker: %s"
        .formatted(seconds, answered, arms.isEmpty() ? "no reading yet" : arms);
  }

  private static String brief(ArmSummary arm) {
    return "%s %s of %s MiB"
        .formatted(
            arm.getArm(),
            DemoTable.mebibytes(arm.getSharingLossBytesPerWorker()),
            DemoTable.mebibytes(arm.getInheritedBytesPerWorker()));
  }

  /** Waits until every process of every family has been read after the moment. */
  private GetHostResponse awaitReadingsAfter(Instant moment, List<PreforkFamily> families)
      throws InterruptedException {
    return await(
        "readings of all workers taken after the load",
        () ->
            client.hosts().stream()
                .map(Host::getHostId)
                .map(client::host)
                .filter(host -> readAfter(moment, families, host))
                .findFirst());
  }

  private static boolean readAfter(
      Instant moment, List<PreforkFamily> families, GetHostResponse host) {
    Map<Long, FamilySnapshot> byMaster = byMaster(host);
    return families.stream()
        .map(family -> Optional.ofNullable(byMaster.get(family.masterPid())))
        .allMatch(
            family ->
                family
                    .filter(FamilySnapshot::hasOldestReadingAt)
                    .filter(
                        f -> Timestamps.toMillis(f.getOldestReadingAt()) >= moment.toEpochMilli())
                    .isPresent());
  }

  private static Map<Long, FamilySnapshot> byMaster(GetHostResponse host) {
    return host.getFamiliesList().stream()
        .collect(
            Collectors.toMap(
                family -> Integer.toUnsignedLong(family.getMasterPid()),
                Function.identity(),
                (older, newer) -> newer));
  }

  private static List<KernelCheck> check(List<PreforkFamily> families, GetHostResponse host) {
    Map<Long, FamilySnapshot> byMaster = byMaster(host);
    return families.stream()
        .map(
            family -> {
              var pss =
                  Optional.ofNullable(byMaster.get(family.masterPid()))
                      .map(FamilySnapshot::getPssSumBytes)
                      .orElseThrow(() -> new Failure("The " + family.arm() + " family is gone"));
              return KernelCheck.of(family, pss.getBytes());
            })
        .toList();
  }

  private DemoResult result(GetHostResponse host, List<KernelCheck> checks)
      throws InterruptedException {
    List<Savings> savings =
        await(
            "savings of all arms",
            () ->
                Optional.of(client.savings(SERVICE))
                    .filter(found -> found.size() >= ARMS.size() - 1));
    var arms = client.arms(SERVICE).orElseThrow(() -> new Failure("The arms are gone"));
    return new DemoResult(
        DemoResult.SCHEMA,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        HostFacts.of(host.getHost().getHardwareClass(), host.getHost().getKernel()),
        python.version(),
        options.load().toMillis() / 1000.0,
        arms.getArmsList().stream()
            .map(ArmFacts::of)
            .sorted(Comparator.comparingInt(arm -> order(arm.arm())))
            .toList(),
        savings.stream()
            .map(SavingsFacts::of)
            .sorted(Comparator.comparingInt(row -> order(row.treatment())))
            .toList(),
        client.recommendations(SERVICE).stream().map(RecommendationFacts::of).toList(),
        KernelCheckFacts.of(checks));
  }

  private void publish(DemoResult result) throws InterruptedException {
    Html.write(options.report(), client.htmlReport(SERVICE));
    options.json().ifPresent(result::write);
    console.line("Report: " + options.report().toAbsolutePath());
    options.json().ifPresent(file -> console.line("Result: " + file.toAbsolutePath()));
  }

  private <T> T await(String what, Supplier<Optional<T>> question) throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      Optional<T> answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      if (secondsSince(start) > SETTLE_LIMIT.toSeconds()) {
        throw new Failure(
            "Waited %d s in vain for %s; the logs are in %s"
                .formatted(SETTLE_LIMIT.toSeconds(), what, work.resolveSibling("logs")));
      }
      pipeline.requireAlive();
      console.live("waiting for " + what, false);
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private static int order(String arm) {
    int index = ARMS.indexOf(arm);
    return index < 0 ? ARMS.size() : index;
  }

  private static long secondsSince(long startNanos) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
  }
}
