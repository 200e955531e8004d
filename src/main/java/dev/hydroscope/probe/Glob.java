package dev.hydroscope.probe;

/**
 * A name with `*` (any run) and `?` (one character), held against `provider:name`, or against the name alone where the
 * glob has no colon. Never slower than the product of both lengths, whatever is typed: globs come from the web page.
 */
record Glob(String text, boolean negated) {
    static Glob of(String text) {
        return text.startsWith("!") ? new Glob(text.substring(1), true) : new Glob(text, false);
    }

    boolean matches(String provider, String name) {
        return matches(provider + ":" + name) || text.indexOf(':') < 0 && matches(name);
    }

    boolean literal() {
        return text.indexOf('*') < 0 && text.indexOf('?') < 0;
    }

    /** Held against that alone. */
    boolean matchesName(String name) {
        return matches(name);
    }

    /** Names its provider in full. */
    boolean ofProvider(String provider) {
        return text.startsWith(provider + ":");
    }

    private boolean matches(String name) {
        int at = 0;
        int star = -1;
        int resume = 0;
        for (int i = 0; i < name.length();) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                resume = i;
            } else if (at < text.length() && (text.charAt(at) == '?' || text.charAt(at) == name.charAt(i))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        return text.substring(at).chars().allMatch(c -> c == '*');
    }
}
