package dev.cowbell.api.server.report;

import dev.cowbell.api.server.chart.Drawing;
import java.util.List;

/**
 * A chart with what it says in words, drawn twice: for wide and for narrow pages.
 *
 * @param id for references within the page
 * @param description what somebody who cannot see it should know
 * @param legend names of the lines where they are not written at their ends
 */
public record ChartFigure(
    String id,
    String title,
    String subtitle,
    String description,
    List<Legend> legend,
    Drawing wide,
    Drawing narrow) {}
