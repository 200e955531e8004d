package dev.hydroscope.session;

/** What a session takes in, of late. */
public record Rate(long eventsPerSecond, long requestsPerSecond) {
}
