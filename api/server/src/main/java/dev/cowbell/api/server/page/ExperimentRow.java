package dev.cowbell.api.server.page;

import dev.cowbell.api.contract.v1.Assignment;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Quantity;
import dev.cowbell.api.server.figure.Words;

/** Two arms held against each other, as a row. */
public record ExperimentRow(
    Link link,
    String hardwareClass,
    String arms,
    Quantity avoided,
    String range,
    Quantity added,
    String hosts,
    boolean observational,
    boolean simulated) {
  static ExperimentRow of(Saving saving) {
    return new ExperimentRow(
        new Link(saving.service(), Links.experiment(saving.scope(), saving.treatment())),
        saving.hardwareClass(),
        saving.treatment() + " against " + saving.control(),
        Bytes.difference(saving.lossAvoided().bytes()),
        Bytes.range(saving.lossAvoided().low(), saving.lossAvoided().high()),
        Bytes.difference(saving.growthAdded().bytes()),
        "%s, %s"
            .formatted(
                Words.count(saving.treatmentSample().hosts(), "host"),
                Words.count(saving.controlSample().hosts(), "control")),
        saving.assignment() != Assignment.ASSIGNMENT_PAIRED,
        saving.simulated());
  }
}
