package dev.cowbell.api.server.efficiency;

import java.util.List;

/** The curve of one arm, its points by rising age; ages without a reading are left out. */
public record SharingCurve(String arm, List<SharingPoint> points) {}
