/**
 * Line charts as geometry: scales, ticks, paths and labels, ready for an SVG template. It may not
 * know what the lines stand for.
 */
@NullMarked
package dev.cowbell.api.server.chart;

import org.jspecify.annotations.NullMarked;
