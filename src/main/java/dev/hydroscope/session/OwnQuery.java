package dev.hydroscope.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.sql.SavedQuery;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A query that somebody saved. */
public record OwnQuery(SavedQuery query, Instant createdAt, Instant changedAt) {
    private static final int MOST_TITLE = 200;
    private static final int MOST_ABOUT = 2000;
    private static final int MOST_WORDS = 400;
    private static final Set<String> FIELDS = new LinkedHashSet<>(List.of("title", "about", "sql", "parameters"));
    private static final Set<String> CHANGES =
            new LinkedHashSet<>(List.of("title", "about", "sql", "parameters", "changedAt"));
    private static final Set<String> PARAMETER = new LinkedHashSet<>(List.of("name", "value", "about"));

    /** The body of POST /api/queries. */
    static OwnQuery read(JsonNode body) {
        Instant now = Instant.now();
        return new OwnQuery(of(SessionId.at(System.currentTimeMillis()), new Fields(body, FIELDS),
                new SavedQuery("", "", SavedQuery.OWN, "", "", List.of(), true)), now, now);
    }

    /** The body of PATCH /api/queries/ID: what it does not name stays. */
    OwnQuery changed(JsonNode body) {
        Fields fields = new Fields(body, CHANGES);
        if (fields.has("changedAt") && !moment(fields).equals(Optional.of(changedAt))) {
            throw new Problem(Problem.Kind.CONFLICT, "the query was changed meanwhile, at " + Nanos.iso(changedAt),
                    "look at it as it is now, then change it again");
        }
        return new OwnQuery(of(query.id(), fields, query), createdAt, Instant.now());
    }

    private static Optional<Instant> moment(Fields fields) {
        try {
            return Optional.of(Instant.parse(fields.text("changedAt", "")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static SavedQuery of(String id, Fields fields, SavedQuery before) {
        String title = fields.text("title", before.title(), MOST_TITLE).strip();
        String sql = fields.text("sql", before.sql(), SqlWish.MOST_BYTES);
        if (title.isEmpty()) {
            throw Problem.of("title", "is missing", "say in a few words what the query finds");
        }
        if (sql.isBlank() || sql.getBytes(StandardCharsets.UTF_8).length > SqlWish.MOST_BYTES) {
            throw Problem.of("sql", "is missing, or longer than " + SqlWish.MOST_BYTES + " bytes", "send a SELECT");
        }
        return new SavedQuery(id, title, SavedQuery.OWN, fields.text("about", before.about(), MOST_ABOUT).strip(), sql,
                fields.has("parameters") ? parameters(fields) : before.parameters(), true);
    }

    private static List<SavedQuery.Parameter> parameters(Fields fields) {
        List<SavedQuery.Parameter> parameters = fields.objects("parameters", PARAMETER).stream().map(each ->
                new SavedQuery.Parameter(each.text("name", ""), each.text("value", "", SqlWish.MOST_VALUE),
                        each.text("about", "", MOST_WORDS))).toList();
        parameters.forEach(each -> {
            if (!SqlWish.NAME.matcher(each.name()).matches()) {
                throw Problem.of("parameters", "have a name that is none: letters, digits and _, at most 64", "call it as :name");
            }
        });
        if (parameters.stream().map(SavedQuery.Parameter::name).distinct().count() < parameters.size()) {
            throw Problem.of("parameters", "have one name twice", "name each once");
        }
        return parameters;
    }
}
