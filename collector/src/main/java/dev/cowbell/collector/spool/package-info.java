/**
 * The bounded buffer between sampling and the broker, on disk where a folder is given. Exists so
 * that neither an outage nor a restart loses records and every loss is counted; knows neither what
 * a record means nor who takes it.
 */
@NullMarked
package dev.cowbell.collector.spool;

import org.jspecify.annotations.NullMarked;
