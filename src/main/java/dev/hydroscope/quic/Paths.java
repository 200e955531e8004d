package dev.hydroscope.quic;

import dev.hydroscope.trace.Event;
import java.util.ArrayList;
import java.util.List;

/** The paths of a connection, a line each: its index, how it is, and the other end's address. */
final class Paths {
    private static final int MOST = 16;

    private Paths() {
    }

    static void tell(ConnectionSummary summary, Layout layout, Event event) {
        String index = Long.toString(layout.number(event, Field.PATH_INDEX, 0));
        List<String> lines = new ArrayList<>(summary.get(Word.PATHS).lines().toList());
        if (layout.kind() == Kind.NEW_PATH) {
            String remote = layout.text(event, Field.REMOTE).replaceAll("\\s", "");
            lines.removeIf(line -> line.startsWith(index + " ") && !line.startsWith(index + " deleted"));
            if (lines.size() < MOST) {
                lines.add(index + " " + (index.equals("0") ? "in_use " : "new ") + remote);
            }
        } else {
            String state = layout.kind() == Kind.PROMOTE_PATH ? "in_use" : "deleted";
            lines.replaceAll(line -> line.startsWith(index + " ") && !line.startsWith(index + " deleted")
                    ? index + " " + state + line.substring(line.indexOf(' ', index.length() + 1)) : line);
        }
        summary.set(Word.PATHS, String.join("\n", lines));
    }
}
