/**
 * What a scenario file plants: hardware classes, services, arms and their effects, read and checked
 * before a fleet is made of them. Knows nothing of time, hosts, messages or Kafka.
 */
@NullMarked
package dev.cowbell.standalone.simulate.scenario;

import org.jspecify.annotations.NullMarked;
