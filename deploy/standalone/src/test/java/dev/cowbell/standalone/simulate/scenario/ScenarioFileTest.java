package dev.cowbell.standalone.simulate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.standalone.failure.Failure;
import org.junit.jupiter.api.Test;

class ScenarioFileTest {
  private static final String SMALL =
      """
      schema: cowbell.scenario/1
      name: small
      classes:
        - {generation: Haswell-EP, cores: 16, memory: 32GiB}
      services:
        - name: web
          arms:
            default: {share: 50%}
            frozen: {share: 50%}
      """;

  @Test
  void read_ofTheShippedOnes_knowsWhatTheyPlant() {
    Scenario instagram = ScenarioFile.read("instagram");
    Service django = instagram.services().getFirst();
    Arm control = django.arms().getFirst().getFirst();
    Arm onSandyBridge = django.arms().getFirst().get(1);
    Arm elsewhere = django.arms().get(1).get(1);

    assertThat(instagram.classes().getFirst().name())
        .isEqualTo("Sandy Bridge-EP / 32 cores / 32 GiB");
    assertThat(django.workers()).isEqualTo(96);
    assertThat(django.workers() * control.loss().fullCollectionBytes() / (32L << 30))
        .isBetween(0.2485, 0.2495);
    assertThat(onSandyBridge.fault().orElseThrow().restart().seconds()).isEqualTo(60);
    assertThat(onSandyBridge.restart().seconds()).isEqualTo(10);
    assertThat(elsewhere.fault()).isEmpty();
    assertThat(elsewhere.ipcEffect()).isEqualTo(0.1);
    assertThat(ScenarioFile.read("fleet").classes()).hasSize(12);
    assertThat(
            ScenarioFile.read("one-in-ten").services().getFirst().arms().getFirst().get(1).fault())
        .hasValueSatisfying(fault -> assertThat(fault.probability()).isEqualTo(0.1));
  }

  @Test
  void parse_ofAnArmNamedByItsPolicy_takesTheRestFromThePolicy() {
    Service web = ScenarioFile.parse(SMALL, "small.yaml").services().getFirst();

    assertThat(web.arms().getFirst().getFirst().loss().fullCollectionBytes())
        .isEqualTo(0.54 * web.inheritedBytes());
    assertThat(web.arms().getFirst().get(1).loss().fullCollectionBytes()).isZero();
  }

  @Test
  void parse_ofAFigureOutOfRange_namesFileKeyValueAndWhatIsAllowed() {
    refused(
        SMALL.replace("cores: 16", "cores: 0"),
        "small.yaml: classes[0].cores is 0; allowed: a whole number of 1 to 4096");
    refused(
        SMALL.replace("frozen: {share: 50%}", "frozen: {exit_storm: 120%}"),
        "small.yaml: services[0].arms.frozen.exit_storm is 120%; allowed: a share of 0% to 100%");
    refused(
        SMALL.replace("frozen: {share: 50%}", "frozen: {restart_time: quickly}"),
        "small.yaml: services[0].arms.frozen.restart_time is quickly; allowed: a duration such as"
            + " 90s, 15min or 4h, 0.5s to 3600s");
    refused(
        SMALL.replace("frozen: {share: 50%}", "frozen: {lost_at_full_collection: 900MiB}"),
        "small.yaml: services[0].arms.frozen.lost_at_full_collection is 900MiB; allowed: a size"
            + " such as 85MiB, or a share such as 40%, at most 200MiB");
    refused(
        SMALL.replace("memory: 32GiB", "memory: 33GiB"),
        "small.yaml: classes[0].memory is 33792MiB; allowed: a size that is sold, from 1GiB: 32GiB,"
            + " 48GiB, 192GiB, 256GiB, …");
  }

  @Test
  void parse_ofAnUnknownKey_namesTheKnownOnes() {
    assertThatThrownBy(
            () -> ScenarioFile.parse(SMALL.replace("cores: 16", "kernels: 16"), "small.yaml"))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "small.yaml: classes[0].kernels is not a key; allowed here: generation, cores, memory,"
                + " share, ipc");
    refused(
        SMALL.replace("frozen: {share: 50%}", "frozen: {on: {Haswell: {share: 1%}}}"),
        "small.yaml: services[0].arms.frozen.on.Haswell is not a key; allowed here: Haswell-EP / 16"
            + " cores / 32 GiB, Haswell-EP");
  }

  @Test
  void parse_ofAnUnknownGenerationOrPolicy_namesTheKnownOnes() {
    assertThatThrownBy(
            () -> ScenarioFile.parse(SMALL.replace("Haswell-EP", "Pentium"), "small.yaml"))
        .hasMessageStartingWith(
            "small.yaml: classes[0].generation is Pentium; allowed: Sandy Bridge-EP, ");
    refused(
        SMALL.replace("frozen: {share: 50%}", "magic: {share: 50%}"),
        "small.yaml: services[0].arms.magic.policy is magic; allowed: " + GcPolicy.FORMS);
  }

  @Test
  void parse_ofWhatIsMissingOrTwice_saysSo() {
    refused(SMALL.replace("name: small\n", ""), "small.yaml: name is missing; a text is expected");
    refused(
        SMALL.replace("cowbell.scenario/1", "cowbell.scenario/9"),
        "small.yaml: schema is cowbell.scenario/9; allowed: cowbell.scenario/1");
    assertThatThrownBy(() -> ScenarioFile.parse(SMALL + "name: twice\n", "small.yaml"))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("small.yaml: line 10: not YAML that can be read: Duplicate field");
    refused(
        "just text", "small.yaml: the file is just text; a mapping of keys to values is expected");
    refused(
        SMALL.replace("50%", "0%"),
        "small.yaml: services[0].arms.*.share is 0% for every arm on Haswell-EP / 16 cores / 32"
            + " GiB; allowed: at least one arm above 0%");
  }

  @Test
  void read_ofAFileThatIsNotThere_namesTheShippedOnes() {
    assertThatThrownBy(() -> ScenarioFile.read("nowhere.yaml"))
        .hasMessage(
            "--scenario nowhere.yaml cannot be read (NoSuchFileException); give a file, or one of"
                + " fleet, instagram, one-in-ten");
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> ScenarioFile.parse(text, "small.yaml"))
        .isInstanceOf(Failure.class)
        .hasMessage(message);
  }
}
