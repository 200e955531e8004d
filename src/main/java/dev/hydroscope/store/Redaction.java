package dev.hydroscope.store;

/** How much of what a lens embraces is hidden; src/docs/limits.md says in words what each does. */
public enum Redaction {
    /** Credentials, secrets and identities as pseudonyms, query strings cut off, clients by their network. */
    STANDARD,
    /** Besides: header values but for a few harmless ones, the path behind its first segment, the host asked for. */
    STRICT
}
