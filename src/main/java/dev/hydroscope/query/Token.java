package dev.hydroscope.query;

/**
 * A piece of a query's text.
 *
 * @param text without quotes and escapes
 */
record Token(Kind kind, String text, int from, int to) {
    /** WORD is unquoted and no value; VALUE is what follows an operator, quoted or not. */
    enum Kind { WORD, QUOTED, OPERATOR, VALUE, OPEN, CLOSE, UNCLOSED, END }

    boolean is(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }
}
