package dev.cowbell.standalone.simulate.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One variant of a service with what it does on each hardware class.
 *
 * @param onClass in the order of the scenario's classes
 */
record ArmByClass(List<Arm> onClass) {

  static ArmByClass parse(
      Fields fields,
      String name,
      double inheritedBytes,
      boolean isControl,
      List<HardwareClass> classes) {
    String policyName = fields.text("policy").orElse(name);
    GcPolicy policy =
        GcPolicy.named(policyName)
            .orElseThrow(() -> fields.refused("policy", policyName, GcPolicy.FORMS));
    Arm usual = Arm.parse(fields, inheritedBytes, Arm.of(name, policy, inheritedBytes, isControl));
    Optional<Fields> differences = fields.mapping("on");
    List<Arm> onClass = new ArrayList<>();
    for (HardwareClass hardware : classes) {
      onClass.add(
          differences
              .flatMap(
                  on ->
                      on.mapping(hardware.name())
                          .or(() -> on.mapping(hardware.generation().name())))
              .map(on -> parseDifference(on, inheritedBytes, usual))
              .orElse(usual));
    }
    differences.ifPresent(Fields::finish);
    fields.finish();
    return new ArmByClass(List.copyOf(onClass));
  }

  private static Arm parseDifference(Fields on, double inheritedBytes, Arm usual) {
    Arm arm = Arm.parse(on, inheritedBytes, usual);
    on.finish();
    return arm;
  }
}
