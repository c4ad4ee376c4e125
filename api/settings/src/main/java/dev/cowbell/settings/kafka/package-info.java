/**
 * How a program's connection to Kafka is secured, from its settings. Apart from the settings
 * themselves, since not every program has a Kafka client.
 */
@NullMarked
package dev.cowbell.settings.kafka;

import org.jspecify.annotations.NullMarked;
