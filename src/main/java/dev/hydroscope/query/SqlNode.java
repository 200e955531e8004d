package dev.hydroscope.query;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A condition in SQL, laid out so that it can be read: on one line where it is short, else a part a line. */
sealed interface SqlNode {
    int WIDTH = 100;

    record Text(String text) implements SqlNode {
    }

    /** Never empty. */
    record Joined(String word, List<SqlNode> parts) implements SqlNode {
        /** A part a line, be they as short as they are. */
        String lines(int margin, int indent) {
            return parts.stream().map(SqlNode::inJoin).map(part -> part.lines(indent))
                    .collect(Collectors.joining("\n" + " ".repeat(margin) + word + " "));
        }
    }

    /** Something around a condition, as EXISTS (…); a bracket opens at the end of what is before. */
    record Within(String before, SqlNode inner, String after) implements SqlNode {
    }

    /** One within another as one. */
    static SqlNode all(List<SqlNode> parts) {
        List<SqlNode> each = parts.stream().flatMap(part -> part instanceof Joined joined && joined.word().equals("AND")
                ? joined.parts().stream() : Stream.of(part)).toList();
        return each.size() == 1 ? each.get(0) : new Joined("AND", each);
    }

    default String flat() {
        if (this instanceof Joined joined) {
            return joined.parts().stream().map(SqlNode::inJoin).map(SqlNode::flat)
                    .collect(Collectors.joining(" " + joined.word() + " "));
        } else if (this instanceof Within within) {
            return within.before() + within.inner().flat() + within.after();
        }
        return ((Text) this).text();
    }

    /** What binds weaker needs brackets. */
    private static SqlNode inJoin(SqlNode part) {
        return part instanceof Joined ? new Within("(", part, ")") : part;
    }

    /** @param indent of the lines behind the first */
    default String lines(int indent) {
        String flat = flat();
        if (this instanceof Text || flat.length() + indent <= WIDTH) {
            return flat;
        } else if (this instanceof Joined joined) {
            return joined.lines(indent, indent);
        }
        Within within = (Within) this;
        String inner = " ".repeat(indent + 4);
        return within.before().stripTrailing() + "\n" + inner + within.inner().lines(indent + 4) + "\n" + " ".repeat(indent)
                + within.after();
    }
}
