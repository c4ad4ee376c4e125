package dev.cowbell.standalone.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cowbell.api.contract.v1.ArmSummary;
import dev.cowbell.api.contract.v1.ByteReading;
import dev.cowbell.api.contract.v1.CountReading;
import dev.cowbell.api.contract.v1.HardwareClass;
import dev.cowbell.api.contract.v1.Recommendation;
import dev.cowbell.api.contract.v1.Savings;
import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the demonstration found, in the shape of its JSON file: names in snake_case, bytes as
 * numbers.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record DemoResult(
    String schema,
    String at,
    HostFacts host,
    String python,
    double loadSeconds,
    List<ArmFacts> arms,
    List<SavingsFacts> savings,
    List<RecommendationFacts> recommendations,
    KernelCheckFacts kernelCheck) {
  static final String SCHEMA = "cowbell.demo/1";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** This machine. */
  record HostFacts(
      String generation, String hardwareClass, int cores, long memoryBytes, String kernel) {
    static HostFacts of(HardwareClass hardware, String kernel) {
      return new HostFacts(
          hardware.getGeneration(),
          hardware.getName(),
          hardware.getCores(),
          hardware.getMemoryBytes(),
          kernel);
    }
  }

  /** One arm; null where the pipeline had no reading. */
  record ArmFacts(
      String arm,
      int workers,
      long inheritedBytesPerWorker,
      long sharingLossBytesPerWorker,
      long privateGrowthBytesPerWorker,
      long familyFootprintBytes,
      @Nullable Long familyPssBytes,
      @Nullable Long fullCollections) {
    static ArmFacts of(ArmSummary arm) {
      return new ArmFacts(
          arm.getArm(),
          arm.getWorkers(),
          Math.round(arm.getInheritedBytesPerWorker()),
          Math.round(arm.getSharingLossBytesPerWorker()),
          Math.round(arm.getPrivateGrowthBytesPerWorker()),
          arm.getFamilyFootprintBytes(),
          bytes(arm.getFamilyPssBytes()),
          count(arm.getFullCollections()));
    }

    private static @Nullable Long bytes(ByteReading reading) {
      return reading.hasBytes() ? reading.getBytes() : null;
    }

    private static @Nullable Long count(CountReading reading) {
      return reading.hasCount() ? reading.getCount() : null;
    }
  }

  /** What one arm saves against the control; growth stands beside loss and is not netted. */
  record SavingsFacts(
      String control,
      String treatment,
      long bytesPerWorker,
      long low,
      long high,
      String basis,
      double atAgeSeconds,
      long privateGrowthAddedBytesPerWorker) {
    static SavingsFacts of(Savings savings) {
      var interval = savings.getSharingLossAvoidedInterval();
      return new SavingsFacts(
          savings.getControl(),
          savings.getTreatment(),
          Math.round(savings.getSharingLossAvoidedBytesPerWorker()),
          Math.round(interval.getLow()),
          Math.round(interval.getHigh()),
          interval.getBasis(),
          savings.getAtAgeSeconds(),
          Math.round(savings.getPrivateGrowthAddedBytesPerWorker()));
    }
  }

  /** Advice, or what is missing for one. */
  record RecommendationFacts(
      String kind, String verdict, String stage, String summary, List<String> evidence) {
    static RecommendationFacts of(Recommendation advice) {
      return new RecommendationFacts(
          advice.getKind().name().replace("RECOMMENDATION_KIND_", ""),
          advice.getVerdictCase().name().toLowerCase(java.util.Locale.ROOT),
          advice.getStage().name().replace("STAGE_", ""),
          advice.getSummary(),
          advice.getEvidenceList());
    }
  }

  /** The pipeline beside the kernel. */
  record KernelCheckFacts(double deviationPercent, String of, List<KernelCheckRow> families) {
    static KernelCheckFacts of(List<KernelCheck> checks) {
      return new KernelCheckFacts(
          KernelCheck.worstPercent(checks),
          "sum of PSS over master and workers, worst family",
          checks.stream()
              .map(
                  check ->
                      new KernelCheckRow(
                          check.arm(),
                          check.pipelineBytes(),
                          check.kernelBytes(),
                          check.deviationPercent()))
              .toList());
    }
  }

  /** One family of the check. */
  record KernelCheckRow(
      String arm, long pipelineBytes, long kernelBytes, double deviationPercent) {}

  /** Writes the file, whole or not at all. */
  void write(Path file) {
    try {
      Path absolute = file.toAbsolutePath();
      Path draft =
          Files.createTempFile(
              java.util.Objects.requireNonNull(absolute.getParent()), "demo", ".tmp");
      Files.write(draft, JSON.writeValueAsBytes(this));
      Files.move(
          draft,
          absolute,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Failure("Cannot write %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
