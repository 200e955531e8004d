package dev.hydroscope.cli;

import dev.hydroscope.session.Sessions;

/**
 * A server that answers.
 *
 * @param url what a person opens first
 * @param stop no further request is taken
 */
public record Explorer(String url, Sessions sessions, Runnable stop) {
}
