package dev.cowbell.api.server.efficiency;

import java.util.List;

/**
 * The curves of a service on one hardware class, by arm.
 *
 * @param simulated whether simulated hosts are among those they rest on
 */
public record SharingCurves(List<SharingCurve> curves, boolean simulated) {}
