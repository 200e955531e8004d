package dev.hydroscope.sql;

/** A column of an answer. */
public record Heading(String name, Type type) {
    /** What the page must know to show a value: a time is ISO 8601 in UTC, bytes are hexadecimal digits. */
    public enum Type {
        TEXT, NUMBER, FLAG, TIME, JSON, BYTES
    }
}
