package dev.cowbell.api.server.capacity;

/** What a host has too little of. */
public enum Resource {
  MEMORY,
  CPU
}
