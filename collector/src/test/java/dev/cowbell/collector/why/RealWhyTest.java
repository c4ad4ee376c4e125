package dev.cowbell.collector.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cowbell.collector.perf.FaultEvents;
import dev.cowbell.collector.real.PythonFamily;
import dev.cowbell.collector.real.Pythons;
import dev.cowbell.collector.real.TraceFs;
import dev.cowbell.collector.why.Verdict.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real interpreters, whose collector writes to what they inherited. */
class RealWhyTest {
  private static final Path PROC = Path.of("/proc");
  private static final Duration TIME = Duration.ofSeconds(2);
  private static final int WORKERS = 3;

  @TempDir Path folder;
  @TempDir Path sysRoot;
  private boolean traceFs;

  @BeforeEach
  void lookForTraceFs() throws IOException {
    traceFs = TraceFs.copyInto(sysRoot);
  }

  @Test
  void run_onAFamilyWhoseCollectorBreaksSharing_namesTheCollector() throws Exception {
    assumeTrue(traceFs, "tracefs cannot be mounted here: wants root and an x86 kernel");
    try (PythonFamily family = start("pass")) {
      Findings found = investigate(family, sysRoot);

      assertThat(found.kind()).isEqualTo(FaultEvents.Kind.COPIES);
      assertThat(found.verdict().answer()).isEqualTo(Answer.COLLECTOR);
      assertThat(found.tally().faults()).isGreaterThan(WORKERS * 1000L);
      assertThat(found.faultingProcesses()).isGreaterThanOrEqualTo(WORKERS);
      assertThat(found.interpreter()).contains("policy default");
      assertThat(String.join("\n", WhyReport.lines(found)))
          .contains("Verdict: the garbage collector is the cause");
    }
  }

  @Test
  void run_onAFamilyWhoseSharingWasBrokenBefore_namesTheCollectorToo() throws Exception {
    try (PythonFamily family = start("pass")) {
      collectOnce(family);
      collectOnce(family);

      Findings found =
          new Investigation(PROC, folder)
              .run(String.valueOf(family.masterPid()), Duration.ofMillis(200), () -> {});

      assertThat(found.before().workers()).isEqualTo(WORKERS);
      assertThat(found.before().fullCollections()).isEqualTo(2);
      assertThat(found.verdict().answer()).isEqualTo(Answer.COLLECTOR_BEFORE);
      assertThat(String.join("\n", WhyReport.lines(found)))
          .contains("the garbage collector is the likely cause, before this watch began");
    }
  }

  @Test
  void run_onAFrozenFamily_doesNotNameTheCollector() throws Exception {
    assumeTrue(traceFs, "tracefs cannot be mounted here: wants root and an x86 kernel");
    try (PythonFamily family = start("gc.freeze()")) {
      Findings found = investigate(family, sysRoot);

      assertThat(found.verdict().answer()).isIn(Answer.TOO_FEW, Answer.NOT_COLLECTOR);
    }
  }

  @Test
  void run_withoutTheTracepoint_watchesAllMinorFaultsAndSaysSo() throws Exception {
    try (PythonFamily family = start("pass")) {
      Findings found = investigate(family, folder);

      assertThat(found.kind()).isEqualTo(FaultEvents.Kind.MINOR_FAULTS);
      assertThat(found.verdict().answer()).isEqualTo(Answer.COLLECTOR);
      assertThat(String.join("\n", WhyReport.lines(found)))
          .contains("cannot tell a copy from the first touch")
          .contains("mount -t tracefs");
    }
  }

  @Test
  void main_byServiceName_writesFoldedStacks() throws Exception {
    try (PythonFamily family = start("pass")) {
      Path folded = folder.resolve("folded");
      CompletableFuture<Integer> ended =
          CompletableFuture.supplyAsync(
              () ->
                  WhyMain.run(
                      List.of("why-test", "--seconds", "2", "--folded", folded.toString()),
                      Map.of("COWBELL_SYS_ROOT", sysRoot.toString()),
                      System.out,
                      System.err));
      collectUntil(family, ended);

      assertThat(ended.get()).isZero();
      assertThat(Files.readString(folded)).contains("why-test;[collecting];");
    }
  }

  @Test
  void run_onAServiceThatIsNotThere_tellsWhichAre() throws Exception {
    try (PythonFamily family = start("pass")) {
      assertThat(family.masterPid()).isPositive();
      assertThatThrownBy(
              () -> new Investigation(PROC, sysRoot).run("no such service", TIME, () -> {}))
          .isInstanceOf(WhyRefusedException.class)
          .hasMessageContaining("why-test");
    }
  }

  private PythonFamily start(String beforeFork) throws IOException {
    Path python =
        Pythons.any().orElseGet(() -> org.junit.jupiter.api.Assumptions.abort("no python3 here"));
    PythonFamily family =
        PythonFamily.start(
            python, folder, beforeFork, "pass", Map.of("COWBELL_SERVICE", "why-test"));
    family.fork(WORKERS);
    return family;
  }

  private static Findings investigate(PythonFamily family, Path sysRoot) throws Exception {
    Investigation investigation = new Investigation(PROC, sysRoot);
    return investigation.run(
        String.valueOf(family.masterPid()),
        TIME,
        () -> Thread.ofVirtual().start(() -> collectOnce(family)));
  }

  private static void collectOnce(PythonFamily family) {
    try {
      for (int worker = 0; worker < WORKERS; worker++) {
        family.collect(worker);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** New workers, each of which collects once: so that some do while it is watched. */
  private static void collectUntil(PythonFamily family, CompletableFuture<?> ended)
      throws IOException {
    for (int worker = WORKERS; !ended.isDone() && worker < 200; worker++) {
      family.fork(1);
      family.collect(worker);
    }
  }
}
