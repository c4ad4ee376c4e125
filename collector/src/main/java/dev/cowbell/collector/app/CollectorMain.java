package dev.cowbell.collector.app;

import com.google.protobuf.TextFormat;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.collector.cpython.FlagSampler;
import dev.cowbell.collector.delivery.ProducerSettings;
import dev.cowbell.collector.delivery.SpoolDelivery;
import dev.cowbell.collector.delivery.SteadyClock;
import dev.cowbell.collector.delivery.TickSpool;
import dev.cowbell.collector.doctor.Doctor;
import dev.cowbell.collector.kubernetes.PodNames;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.sampling.ReadingPlan;
import dev.cowbell.collector.spool.Spool;
import dev.cowbell.collector.tick.CpuMeter;
import dev.cowbell.collector.tick.HostCollector;
import dev.cowbell.settings.ConfigException;
import dev.cowbell.settings.Setting;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * The collector's entry. Without arguments it runs until SIGTERM; with --once it prints one tick as
 * protobuf text, or with --once --json as JSON, and with --doctor what this host allows; none of
 * these needs a broker. Settings are environment variables, or stand in a file, see
 * docs/configuration.md.
 */
public final class CollectorMain {
  private static final int EXIT_FAULT = 1;
  private static final int EXIT_CONFIGURATION = 2;
  private static final int ROTATION_TICKS = 5;
  private static final Duration ONCE_INTERVAL = Duration.ofSeconds(1);
  private static final Path MACHINE_ID = Path.of("/etc/machine-id");

  private CollectorMain() {}

  /** Runs it. */
  public static void main(String[] args) {
    Logs.configure();
    int exit = run(List.of(args), System.getenv(), System.out, System.err);
    // After a normal end the process is already being shut down, and exit would wait for that for
    // ever.
    if (exit != 0) {
      System.exit(exit);
    }
  }

  /** All settings, for the reference. */
  public static List<Setting> settings() {
    return CollectorConfig.reference();
  }

  static int run(
      List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      if (args.isEmpty()) {
        serve(CollectorConfig.from(environment), out);
        return 0;
      }
      if (args.equals(List.of("--once"))) {
        out.print(TextFormat.printer().printToString(once(environment)));
        return 0;
      }
      if (args.equals(List.of("--once", "--json"))) {
        out.print(MessageJson.of(once(environment)));
        return 0;
      }
      if (args.equals(List.of("--doctor"))) {
        CollectorConfig config = CollectorConfig.withoutBroker(environment);
        new Doctor(config.procRoot(), config.sysRoot()).lines().forEach(out::println);
        return 0;
      }
      err.println(
          "cowbell-collector: unknown arguments "
              + args
              + "; there are --once, --once --json and --doctor");
      return EXIT_CONFIGURATION;
    } catch (ConfigException faulty) {
      String.valueOf(faulty.getMessage())
          .lines()
          .forEach(line -> err.println("cowbell-collector: " + line));
      return EXIT_CONFIGURATION;
    } catch (IOException failure) {
      err.println("cowbell-collector: " + failure.getMessage());
      return EXIT_FAULT;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return EXIT_FAULT;
    }
  }

  private static void serve(CollectorConfig config, PrintStream out)
      throws IOException, InterruptedException {
    SelfCost cost = new SelfCost();
    try (PodSource pods = PodSource.of(config.kubernetes());
        TickSpool outbox = new TickSpool(spool(config.delivery()));
        SpoolDelivery delivery =
            new SpoolDelivery(
                outbox,
                () ->
                    ProducerSettings.open(config.kafkaBootstrap(), config.delivery().security()))) {
      CollectorStatus status =
          new CollectorStatus(outbox::counts, delivery::counts, pods, config.interval());
      HostCollector source =
          source(
              config,
              config.interval(),
              ReadingPlan.of(config.interval().multipliedBy(ROTATION_TICKS))
                  .atMost(config.longestUnread()),
              config.cpuBudgetShare(),
              cost,
              pods.names());
      Collector collector =
          new Collector(
              source,
              outbox,
              status,
              cost,
              host ->
                  HostIdentities.withInstanceType(host, config.hostLabels(), pods.instanceType()),
              config.interval(),
              uptimeMillis(config));
      try (StatusEndpoint endpoint = endpoint(config, status)) {
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(collector, main), "stop"));
        outbox.start();
        delivery.start();
        collector.run(() -> announce(out, endpoint));
      }
    }
  }

  private static Spool spool(DeliveryConfig config) throws IOException {
    SteadyClock clock = new SteadyClock(Clock.systemUTC());
    if (config.spoolFolder().isEmpty()) {
      return Spool.inMemory(config.spoolLimits(), clock);
    }
    try {
      return Spool.open(config.spoolFolder().get(), config.spoolLimits(), clock);
    } catch (IOException failure) {
      throw new IOException(
          "COWBELL_SPOOL_DIR is \""
              + config.spoolFolder().get()
              + "\"; it has to be a folder that only this collector writes to ("
              + failure
              + ")",
          failure);
    }
  }

  private static void announce(PrintStream out, StatusEndpoint endpoint) {
    out.println("cowbell-collector ready (http://127.0.0.1:" + endpoint.port() + "/metrics)");
    out.flush();
  }

  /** Waits until the main thread has flushed: the virtual machine ends when the last hook does. */
  private static void stop(Collector collector, Thread main) {
    collector.stop();
    try {
      main.join(TimeUnit.SECONDS.toMillis(8));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static StatusEndpoint endpoint(CollectorConfig config, CollectorStatus status)
      throws IOException {
    try {
      return StatusEndpoint.start(config.httpHost(), config.httpPort(), status);
    } catch (IOException failure) {
      throw new IOException(
          "COWBELL_HTTP_PORT is "
              + config.httpPort()
              + "; that port cannot be opened on "
              + config.httpHost()
              + " ("
              + failure.getMessage()
              + "): choose a free one, or 0 for any",
          failure);
    }
  }

  /** Two ticks a second apart: the first finds the families, the second has intervals. */
  private static HostTick once(Map<String, String> environment)
      throws ConfigException, IOException, InterruptedException {
    CollectorConfig config = CollectorConfig.withoutBroker(environment);
    SelfCost cost = new SelfCost();
    try (PodSource pods = PodSource.of(config.kubernetes())) {
      HostCollector source =
          source(config, ONCE_INTERVAL, ReadingPlan.of(Duration.ZERO), 1, cost, pods.names());
      source.collect();
      TimeUnit.NANOSECONDS.sleep(ONCE_INTERVAL.toNanos());
      HostTick.Builder tick = source.collect();
      tick.getCollectorBuilder().setVersion(Version.TEXT).setRssBytes(cost.rssBytes());
      return tick.setHost(
              HostIdentities.withInstanceType(
                  tick.getHost(), config.hostLabels(), pods.instanceType()))
          .build();
    }
  }

  private static HostCollector source(
      CollectorConfig config,
      Duration interval,
      ReadingPlan plan,
      double cpuBudgetShare,
      SelfCost cost,
      PodNames pods)
      throws IOException {
    ProcFs procFs = new ProcFs(config.procRoot());
    requireProc(config, procFs);
    HostCollector.Settings settings =
        new HostCollector.Settings(
            HostIdentities.of(config, procFs, MACHINE_ID),
            config.procRoot(),
            config.sysRoot(),
            interval,
            plan,
            cpuBudgetShare,
            config.minFamilyBytes());
    return new HostCollector(
        settings,
        Clock.systemUTC(),
        new CpuMeter(cost::threadCpuNanos, cost::processCpuNanos),
        Optional.of(FlagSampler.start(new SplittableRandom())),
        pods);
  }

  private static long uptimeMillis(CollectorConfig config) {
    return new ProcFs(config.procRoot())
        .uptimeMillis()
        .optional()
        .orElseGet(System::currentTimeMillis);
  }

  private static void requireProc(CollectorConfig config, ProcFs procFs) throws IOException {
    if (procFs.uptimeMillis().optional().isEmpty()) {
      throw new IOException(
          "COWBELL_PROC_ROOT is \""
              + config.procRoot()
              + "\"; it has to be a mounted proc file system of Linux");
    }
  }
}
