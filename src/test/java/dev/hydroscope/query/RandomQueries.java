package dev.hydroscope.query;

import java.util.SplittableRandom;

/** Queries of every kind over a small vocabulary, so that most find something and few find all. */
final class RandomQueries {
    private static final String[] LEAVES = {
        "method = get", "method = POST", "method != GET", "scheme = https", "authority = WWW.example.com",
        "authority ~ static", "path = /a/3", "path ^= \"/a\"", "path =~ [0-9]{2}$", "path != /a/3", "path < /b",
        "status = 200", "status >= 500", "status < 400", "status != 404", "status", "status = 0", "status > 99",
        "class = 5XX", "class != 2xx", "class ~ 4", "class", "path.1 = /a", "path.1 != /b", "path.2 = /a/3", "path.2 =~ /1",
        "path.3 ^= /b", "path.1", "thread = 70", "thread > 70", "thread",
        "duration > 3ms", "duration <= 1.5ms", "duration", "conn = 3", "conn > 17", "req = 2", "req != 1",
        "time >= 2023-11-14T22:13:20.004Z", "time < 2023-11-14T22:13:22Z",
        "protocol = HTTP/2", "protocol != h2", "protocol >= 2", "protocol ~ \"/1\"",
        "req.x-rare = r7", "req.x-rare", "header.x-rare ~ R", "res.x-rare", "req.X-Common = same", "res.server ^= h2",
        "req.x-n = v17", "req.x-n > 4990", "req.x-n < 1k", "req.x-none", "req.x-none != 1", "header.x-late = yes",
        "res.x-late", "header.\"odd name\" = \"it is\"", "\"odd name\"", "r7", "V17", "h2o", "404", "http/2",
        "192.0.2.3", "nothing-like-this", "connection(status = 500)", "connection(header.x-rare and status = 200)",
        "connection(peer ~ \"192.0.2.3\")", "connection(sni = example.com and method = POST)", "connection(pid = 7)",
        "connection(network = 192.0.2.0/24)", "connection(network ~ \"198.\")",
    };

    private final SplittableRandom random;

    RandomQueries(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static String[] leaves() {
        return LEAVES.clone();
    }

    String next() {
        return expression(random.nextInt(4));
    }

    private String expression(int depth) {
        if (depth == 0) {
            return LEAVES[random.nextInt(LEAVES.length)];
        }
        String left = expression(depth - 1);
        return switch (random.nextInt(6)) {
            case 0 -> "not (" + left + ")";
            case 1 -> "(" + left + ") or (" + expression(depth - 1) + ")";
            case 2 -> "NOT not (" + left + ")";
            default -> "(" + left + ") and (" + expression(depth - 1) + ")";
        };
    }
}
