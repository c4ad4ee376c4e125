package dev.cowbell.standalone.demo;

import dev.cowbell.standalone.demo.DemoResult.ArmFacts;
import dev.cowbell.standalone.demo.DemoResult.RecommendationFacts;
import dev.cowbell.standalone.demo.DemoResult.SavingsFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The result as text for a terminal. MiB are 2^20 bytes, as in the report. */
final class DemoTable {
  private static final String ROW = "%-24s %7s %11s %13s %14s %17s %11s %12s";

  private DemoTable() {}

  /** All lines of the result. */
  static List<String> lines(DemoResult result) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(
        ROW.formatted(
            "",
            "",
            "inherited",
            "sharing loss",
            "private growth",
            "family footprint",
            "sum of PSS",
            "full"));
    lines.add(
        ROW.formatted(
            "arm",
            "workers",
            "MiB/worker",
            "MiB/worker",
            "MiB/worker",
            "MiB",
            "MiB",
            "collections"));
    result.arms().forEach(arm -> lines.add(row(arm)));
    lines.add("");
    result.savings().forEach(savings -> lines.add(sentence(savings)));
    lines.add("");
    result.recommendations().forEach(advice -> lines.add(sentence(advice)));
    lines.add("");
    lines.add("Hardware: " + result.host().hardwareClass());
    lines.add(
        String.format(
            Locale.ROOT,
            "Check: Cowbell's sum of PSS and the kernel's own differ by %.2f %% in the worst of %d families.",
            result.kernelCheck().deviationPercent(),
            result.kernelCheck().families().size()));
    return lines;
  }

  private static String row(ArmFacts arm) {
    return ROW.formatted(
        arm.arm(),
        arm.workers(),
        mebibytes(arm.inheritedBytesPerWorker()),
        mebibytes(arm.sharingLossBytesPerWorker()),
        mebibytes(arm.privateGrowthBytesPerWorker()),
        mebibytes(arm.familyFootprintBytes()),
        arm.familyPssBytes() == null ? "unavailable" : mebibytes(arm.familyPssBytes()),
        orUnavailable(arm.fullCollections()));
  }

  private static String sentence(SavingsFacts savings) {
    return "%s instead of %s: %s MiB less sharing loss per worker (%s to %s; %s), %s MiB more private growth, at %.0f s of age"
        .formatted(
            savings.treatment(),
            savings.control(),
            mebibytes(savings.bytesPerWorker()),
            mebibytes(savings.low()),
            mebibytes(savings.high()),
            savings.basis(),
            mebibytes(savings.privateGrowthAddedBytesPerWorker()),
            savings.atAgeSeconds());
  }

  private static String sentence(RecommendationFacts advice) {
    return "%s (%s): %s".formatted(advice.kind(), advice.stage(), advice.summary());
  }

  private static String orUnavailable(@Nullable Long count) {
    return count == null ? "unavailable" : count.toString();
  }

  /** Bytes as MiB with one decimal. */
  static String mebibytes(long bytes) {
    return mebibytes((double) bytes);
  }

  /** Bytes as MiB with one decimal. */
  static String mebibytes(double bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / (1 << 20));
  }
}
