package dev.cowbell.standalone.simulate.scenario;

import java.util.Optional;

/**
 * One variant of a service on one hardware class, with what it does there.
 *
 * @param share of the hosts that begin on it; weights, not normalised
 * @param pilotShare the same when hosts follow published advice
 * @param ipcEffect on instructions per cycle: 0.1 is ten per cent more
 */
public record Arm(
    String name,
    GcPolicy policy,
    double share,
    double pilotShare,
    SharingLoss loss,
    Growth growth,
    Restart restart,
    Optional<Fault> fault,
    double ipcEffect) {

  /** Whether the collector would find this name in the interpreter. */
  public boolean isNamedByPolicy() {
    return name.equals(policy.name());
  }

  static Arm of(String name, GcPolicy policy, double inheritedBytes, boolean isControl) {
    double pilotShare = isControl ? 1 : 0;
    return new Arm(
        name,
        policy,
        1,
        pilotShare,
        SharingLoss.of(policy, inheritedBytes),
        Growth.of(policy, inheritedBytes),
        Restart.USUAL,
        Optional.empty(),
        0);
  }

  /** What the file says, and of the other what it does not say. */
  static Arm parse(Fields fields, double inheritedBytes, Arm otherwise) {
    Restart restart = Restart.parse(fields, otherwise.restart);
    return new Arm(
        otherwise.name,
        otherwise.policy,
        fields.share("share", 0, 1, otherwise.share),
        fields.share("pilot_share", 0, 1, otherwise.pilotShare),
        SharingLoss.parse(fields, inheritedBytes, otherwise.loss),
        Growth.parse(fields, otherwise.growth),
        restart,
        fields.mapping("fault").map(fault -> Fault.parse(fault, restart)).or(otherwise::fault),
        fields.share("ipc", -0.9, 2, otherwise.ipcEffect));
  }
}
