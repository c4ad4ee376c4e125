/**
 * Checks the chart as a cluster would, without one: the real Helm engine renders it, Kubernetes'
 * own models read what comes out. Knows nothing of the programs but the names of their settings.
 */
@NullMarked
package dev.cowbell.chart;

import org.jspecify.annotations.NullMarked;
