package dev.hydroscope.store;

import java.util.List;
import java.util.Set;

/** What becomes of a header's value, by the header's name in lower case. A name that nobody knows is judged by its words. */
final class HeaderRules {
    /** Shown; as a pseudonym; said to be there; a path; an address with a path. */
    enum Rule { SHOW, PSEUDONYM, HIDE, PATH, URL }

    private static final List<String> SECRET_WORDS = List.of("auth", "cookie", "token", "secret", "session", "password", "passwd",
            "api-key", "apikey", "credential", "signature", "csrf", "xsrf", "jwt", "bearer", "proxy-", "private", "nonce", "otp",
            "passcode", "passphrase", "assertion", "dpop", "wsse", "sessid", "ticket", "principal", "oidc", "saml", "identity",
            "client-cert", "user-name", "username", "email");
    /** Of headers that proxies tell a client's address in. */
    private static final List<String> CLIENT_WORDS = List.of("forwarded-for", "client-addr", "remote-addr", "external-address",
            "clientip", "socketip", "connecting-ip");
    private static final Set<String> CLIENTS = Set.of("forwarded", "x-forwarded-for", "x-forwarded", "forwarded-for", "from",
            "x-cluster-client-ip", "x-remote-addr", "remote-addr", "x-client", "x-user", "x-email");
    private static final Set<String> URLS = Set.of("referer", "referrer", "location", "content-location", "destination", "link",
            "refresh", "origin", "sourcemap", "x-original-host", "report-to", "x-forwarded-prefix");
    private static final Set<String> HARMLESS = Set.of(":method", ":scheme", ":status", ":protocol", "accept-encoding",
            "accept-ranges", "age", "allow", "cache-control", "connection", "content-encoding", "content-length", "content-type",
            "date", "last-modified", "server", "te", "trailer", "transfer-encoding", "upgrade", "vary");

    private final boolean strict;

    HeaderRules(Redaction redaction) {
        this.strict = redaction == Redaction.STRICT;
    }

    Rule of(String name) {
        if (name.equals(":path")) {
            return Rule.PATH;
        }
        if (strict) {
            return HARMLESS.contains(name) ? Rule.SHOW : Rule.HIDE;
        }
        if (name.startsWith(":")) {
            return Rule.SHOW;
        }
        if (SECRET_WORDS.stream().anyMatch(name::contains) || CLIENT_WORDS.stream().anyMatch(name::contains)
                || CLIENTS.contains(name) || name.endsWith("-ip") || name.endsWith("-key") || name.endsWith("-user")) {
            return Rule.PSEUDONYM;
        }
        return URLS.contains(name) || name.endsWith("-url") || name.endsWith("-uri") ? Rule.URL : Rule.SHOW;
    }
}
