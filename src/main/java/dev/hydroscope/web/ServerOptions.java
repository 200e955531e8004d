package dev.hydroscope.web;

import java.util.regex.Pattern;

/** Where to listen, and the token that opens; port 0 takes any that is free, an empty token one that nobody can guess. */
public record ServerOptions(String bind, int port, String token) {
    public static final int PORT = 8020;
    public static final String BIND = "127.0.0.1";
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._~-]*");

    public ServerOptions {
        if (!SAFE.matcher(token).matches()) {
            throw new IllegalArgumentException("the token holds characters that do not pass in a URL: take letters, figures,"
                    + " and . _ ~ -");
        }
        token = token.isEmpty() ? Access.randomToken() : token;
    }
}
