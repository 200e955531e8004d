package dev.hydroscope.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes a statement apart as H2 does, as far as one must to see its names, its parameters and where it ends. */
final class Lexer {
    /** What a token is; text and numbers are OTHER, comments and white space nothing. */
    enum Kind {
        WORD, QUOTED, PARAMETER, MARK, OTHER
    }

    /**
     * @param from of its first character
     * @param to behind its last one
     * @param name of a word in capitals, of a quoted one as it is meant, of a parameter without its colon; of a mark itself
     */
    record Token(Kind kind, int from, int to, String name) {
        boolean is(String word) {
            return kind == Kind.WORD && name.equals(word);
        }

        boolean mark(String mark) {
            return kind == Kind.MARK && name.equals(mark);
        }
    }

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String sql) {
        this.sql = sql;
    }

    static List<Token> tokens(String sql) {
        Lexer lexer = new Lexer(sql);
        while (lexer.at < sql.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() {
        char c = sql.charAt(at);
        if (starts("--") || starts("//")) {
            at = lineEnd();
        } else if (starts("/*")) {
            at = commentEnd();
        } else if (starts("$$")) {
            text(Kind.OTHER, at, end("$$", at + 2));
        } else if (c == '\'' || prefixed('\'')) {
            text(Kind.OTHER, at, quoteEnd(sql.indexOf('\'', at)));
        } else if (c == '"' || c == '`' || starts("U&\"") || starts("u&\"")) {
            quoted();
        } else if (c != '$' && Character.isJavaIdentifierStart(sql.codePointAt(at))) {
            word();
        } else if (c >= '0' && c <= '9') {
            number();
        } else {
            mark(c);
        }
    }

    private boolean starts(String with) {
        return sql.startsWith(with, at);
    }

    /** As N'…', X'…', U&'…'. */
    private boolean prefixed(char quote) {
        char c = Character.toUpperCase(sql.charAt(at));
        return (c == 'N' || c == 'X') && starts(String.valueOf(quote), 1) || c == 'U' && starts("&" + quote, 1);
    }

    private boolean starts(String with, int offset) {
        return sql.startsWith(with, at + offset);
    }

    private int lineEnd() {
        int end = at;
        while (end < sql.length() && sql.charAt(end) != '\n' && sql.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** They may stand in one another. */
    private int commentEnd() {
        int depth = 0;
        for (int i = at; i < sql.length(); i++) {
            if (sql.startsWith("/*", i)) {
                depth++;
                i++;
            } else if (sql.startsWith("*/", i) && --depth == 0) {
                return i + 2;
            } else if (sql.startsWith("*/", i)) {
                i++;
            }
        }
        return sql.length();
    }

    private int end(String of, int from) {
        int end = sql.indexOf(of, from);
        return end < 0 ? sql.length() : end + of.length();
    }

    /** A quote within is written twice. */
    private int quoteEnd(int open) {
        char quote = sql.charAt(open);
        int end = open + 1;
        while (end < sql.length()) {
            if (sql.charAt(end) != quote) {
                end++;
            } else if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
                end += 2;
            } else {
                return end + 1;
            }
        }
        return end;
    }

    private void text(Kind kind, int from, int to) {
        tokens.add(new Token(kind, from, to, ""));
        at = to;
    }

    private void quoted() {
        int from = at;
        boolean escaped = sql.charAt(at) != '"' && sql.charAt(at) != '`';
        int open = escaped ? at + 2 : at;
        int to = quoteEnd(open);
        String quote = sql.substring(open, open + 1);
        String name = sql.substring(open + 1, Math.max(open + 1, to - 1)).replace(quote + quote, quote);
        tokens.add(new Token(Kind.QUOTED, from, to, escaped ? unescaped(name) : name));
        at = to;
    }

    /** Of U&"…": four digits behind a backslash, or six behind one and a plus. */
    private static String unescaped(String name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            boolean wide = name.startsWith("\\+", i);
            int digits = wide ? i + 2 : i + 1;
            int end = digits + (wide ? 6 : 4);
            if (name.charAt(i) == '\\' && end <= name.length() && name.substring(digits, end).matches("[0-9A-Fa-f]+")) {
                int point = Integer.parseInt(name.substring(digits, end), 16);
                text.appendCodePoint(Character.isValidCodePoint(point) ? point : ' ');
                i = end - 1;
            } else {
                text.append(name.charAt(i));
            }
        }
        return text.toString();
    }

    private void word() {
        int from = at;
        int to = wordEnd(at);
        tokens.add(new Token(Kind.WORD, from, to, sql.substring(from, to).toUpperCase(Locale.ENGLISH)));
        at = to;
    }

    private int wordEnd(int from) {
        int end = from;
        while (end < sql.length() && Character.isJavaIdentifierPart(sql.codePointAt(end))) {
            end += Character.charCount(sql.codePointAt(end));
        }
        return end;
    }

    private void number() {
        int from = at;
        int end = at;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || "_.".indexOf(sql.charAt(end)) >= 0
                || "+-".indexOf(sql.charAt(end)) >= 0 && "eE".indexOf(sql.charAt(end - 1)) >= 0 && !hexadecimal(from))) {
            end++;
        }
        text(Kind.OTHER, from, end);
    }

    private boolean hexadecimal(int from) {
        return sql.startsWith("0x", from) || sql.startsWith("0X", from);
    }

    private void mark(char c) {
        int from = at;
        if (starts("::") || starts(":=")) {
            at += 2;
            tokens.add(new Token(Kind.MARK, from, at, sql.substring(from, at)));
        } else if (c == ':' && at + 1 < sql.length() && (Character.isLetter(sql.charAt(at + 1)) || sql.charAt(at + 1) == '_')) {
            at = wordEnd(at + 1);
            tokens.add(new Token(Kind.PARAMETER, from, at, sql.substring(from + 1, at)));
        } else {
            at += Character.charCount(sql.codePointAt(at));
            if (c > ' ' && !Character.isSpaceChar(sql.codePointAt(from))) {
                tokens.add(new Token(Kind.MARK, from, at, sql.substring(from, at)));
            }
        }
    }
}
