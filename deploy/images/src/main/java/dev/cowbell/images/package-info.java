/**
 * Makes images and tarballs of the three programs as the build left them, without Docker and
 * without a base image. Knows where their parts are and how they are started, nothing of what they
 * do.
 */
@NullMarked
package dev.cowbell.images;

import org.jspecify.annotations.NullMarked;
