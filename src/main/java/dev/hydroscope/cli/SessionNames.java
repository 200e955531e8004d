package dev.hydroscope.cli;

import java.util.List;

/** Which session somebody means: by its id, its name, or the beginning of its id. */
final class SessionNames {
    private final List<SessionLine> sessions;

    SessionNames(List<SessionLine> sessions) {
        this.sessions = sessions;
    }

    String id(String word) {
        for (List<SessionLine> found : List.of(sessions.stream().filter(each -> each.id().equals(word)).toList(),
                sessions.stream().filter(each -> each.name().equals(word)).toList(),
                sessions.stream().filter(each -> each.id().startsWith(word)).toList())) {
            if (found.size() == 1) {
                return found.get(0).id();
            }
            if (!found.isEmpty()) {
                throw new Failure("\"" + word + "\" may be any of " + found.size() + " sessions: "
                        + String.join(", ", found.stream().limit(5).map(SessionLine::id).toList()) + (found.size() > 5 ? " …" : ""),
                        "give the id of one");
            }
        }
        throw new Failure("there is no session \"" + word + "\"", "hydroscope sessions lists them, with the same --data or --url");
    }
}
