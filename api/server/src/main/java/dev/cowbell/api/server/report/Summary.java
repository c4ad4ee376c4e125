package dev.cowbell.api.server.report;

import dev.cowbell.api.server.efficiency.Arm;
import dev.cowbell.api.server.efficiency.Means;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a report says, in plain sentences.
 *
 * @param headline one sentence
 * @param sentences what stands behind it
 */
record Summary(String headline, List<String> sentences) {
  static Summary of(ServiceReport report) {
    return Verdict.of(report).map(Summary::compared).orElseGet(() -> uncompared(report));
  }

  private static Summary compared(Verdict verdict) {
    Means control = verdict.control().means();
    Means better = verdict.better().means();
    String controlName = verdict.control().arm().name();
    String betterName = verdict.better().arm().name();
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Each worker began with %s inherited from its master."
            .formatted(Bytes.words(control.inheritedBytes())));
    sentences.add(
        "Under %s, %s of that is no longer shared%s; under %s, %s."
            .formatted(
                controlName,
                Bytes.words(control.lossBytes()),
                afterCollections(verdict.control().arm()),
                betterName,
                Bytes.words(better.lossBytes())));
    sentences.add(
        "Memory of its own, never inherited, is %s per worker under %s and %s under %s."
            .formatted(
                Bytes.words(control.growthBytes()),
                controlName,
                Bytes.words(better.growthBytes()),
                betterName));
    verdict.saving().ifPresent(saving -> sentences.add(saved(saving)));
    return new Summary(headline(controlName, control, betterName, better), sentences);
  }

  private static String headline(
      String controlName, Means control, String betterName, Means better) {
    if (control.lossBytes() <= better.lossBytes()) {
      return "%s keeps its sharing: its workers still share %s of what they inherited."
          .formatted(controlName, Words.percent(1 - control.lossShare()));
    }
    return "Under %s a worker has lost %s of the memory it could share; under %s, %s."
        .formatted(
            controlName,
            Words.percent(control.lossShare()),
            betterName,
            Words.percent(better.lossShare()));
  }

  private static String saved(Saving saving) {
    return "At equal age, %s, that is %s per worker kept shared (%s; %s)."
        .formatted(
            Words.age(saving.atAgeSeconds()),
            Bytes.words(saving.lossAvoided().bytes()),
            Bytes.range(saving.lossAvoided().low(), saving.lossAvoided().high()),
            RangeWords.brief(saving.basis()));
  }

  private static String afterCollections(Arm arm) {
    if (arm.fullCollectionsPerWorker().isEmpty()) {
      return "";
    }
    double perWorker = arm.fullCollectionsPerWorker().getAsDouble();
    if (perWorker == 0) {
      return ", before any full collection";
    }
    return " after %s full %s per worker"
        .formatted(Words.number(perWorker), perWorker == 1 ? "collection" : "collections");
  }

  private static Summary uncompared(ServiceReport report) {
    if (report.arms().isEmpty()) {
      return new Summary(
          "No host runs %s at the moment.".formatted(report.scope().service()),
          List.of("What was measured while it ran is shown below."));
    }
    Optional<Means> means =
        report.arms().stream().map(Arm::means).flatMap(Optional::stream).findFirst();
    return means.map(m -> alone(report, m)).orElseGet(() -> unread(report));
  }

  private static Summary alone(ServiceReport report, Means means) {
    return new Summary(
        "A worker still shares %s of the %s it inherited."
            .formatted(Words.percent(1 - means.lossShare()), Bytes.words(means.inheritedBytes())),
        List.of(
            "%s of it is no longer shared; memory of its own, never inherited, is %s per worker."
                .formatted(Bytes.words(means.lossBytes()), Bytes.words(means.growthBytes())),
            report.arms().size() == 1
                ? "Only the arm %s runs, so there is nothing to compare it with: start some workers with another setting and a different COWBELL_ARM."
                    .formatted(report.arms().getFirst().name())
                : "No control was read, so the arms are not compared yet."));
  }

  private static Summary unread(ServiceReport report) {
    int workers = report.arms().stream().mapToInt(Arm::workers).sum();
    int refused = report.arms().stream().mapToInt(Arm::unreadableWorkers).sum();
    return new Summary(
        "No worker's sharing could be read yet.",
        List.of(
            refused > 0
                ? "The kernel refused to show %s of %s: give the collector CAP_SYS_PTRACE, or run it as the workers' user."
                    .formatted(refused, Words.count(workers, "worker"))
                : "%s run; full readings are taken within the collector's CPU budget, so the first may take a minute."
                    .formatted(Words.count(workers, "worker"))));
  }
}
