/**
 * The demonstration: real pre-forked servers, driven until the finding shows, and the pipeline
 * checked against the kernel.
 */
@NullMarked
package dev.cowbell.standalone.demo;

import org.jspecify.annotations.NullMarked;
