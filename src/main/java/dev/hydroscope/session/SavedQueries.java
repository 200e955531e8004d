package dev.hydroscope.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.sql.BuiltInQueries;
import dev.hydroscope.sql.SavedQuery;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Queries with a name: those that come with Hydroscope, which nobody changes, and those that people saved. */
public final class SavedQueries {
    static final int MOST = 500;
    private static final String COLUMNS = "id, title, about, statement, parameters, created_nanos, changed_nanos";

    private final Catalogue catalogue;
    private final List<SavedQuery> builtIn = BuiltInQueries.all();

    SavedQueries(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    public List<SavedQuery> builtIn() {
        return builtIn;
    }

    /** By title. */
    public List<OwnQuery> own() {
        return catalogue.attempt(at -> {
            try (PreparedStatement select = at.prepareStatement("SELECT " + COLUMNS + " FROM saved_query ORDER BY title, id");
                    ResultSet row = select.executeQuery()) {
                List<OwnQuery> all = new ArrayList<>();
                while (row.next()) {
                    all.add(query(row));
                }
                return all;
            }
        });
    }

    private static OwnQuery query(ResultSet row) throws SQLException {
        return new OwnQuery(new SavedQuery(row.getString(1), row.getString(2), SavedQuery.OWN, row.getString(3), row.getString(4),
                List.of(Json.value(row.getString(5), SavedQuery.Parameter[].class)), true), Nanos.instant(row.getLong(6)),
                Nanos.instant(row.getLong(7)));
    }

    /** The body of POST /api/queries. */
    public synchronized OwnQuery add(JsonNode body) {
        OwnQuery query = OwnQuery.read(body);
        if (own().size() >= MOST) {
            throw new Problem(Problem.Kind.CONFLICT, "there are " + MOST + " saved queries already", "delete some");
        }
        put(query);
        return query;
    }

    /** The body of PATCH /api/queries/ID. */
    public synchronized OwnQuery change(String id, JsonNode body) {
        OwnQuery changed = get(id).changed(body);
        put(changed);
        return changed;
    }

    public synchronized void delete(String id) {
        get(id);
        catalogue.attempt(at -> {
            try (PreparedStatement delete = at.prepareStatement("DELETE FROM saved_query WHERE id = ?")) {
                delete.setString(1, id);
                return delete.executeUpdate();
            }
        });
    }

    private OwnQuery get(String id) {
        if (builtIn.stream().anyMatch(query -> query.id().equals(id))) {
            throw new Problem(Problem.Kind.CONFLICT, "the query " + id + " comes with Hydroscope and stays as it is",
                    "save a copy of it as your own");
        }
        return own().stream().filter(own -> own.query().id().equals(id)).findFirst().orElseThrow(
                () -> new Problem(Problem.Kind.MISSING, "there is no query of that id", "GET /api/queries lists them"));
    }

    private void put(OwnQuery own) {
        catalogue.attempt(at -> {
            try (PreparedStatement merge = at.prepareStatement("MERGE INTO saved_query (" + COLUMNS
                    + ") KEY (id) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
                merge.setString(1, own.query().id());
                merge.setString(2, own.query().title());
                merge.setString(3, own.query().about());
                merge.setString(4, own.query().sql());
                merge.setString(5, Json.text(own.query().parameters()));
                merge.setLong(6, Nanos.of(own.createdAt()));
                merge.setLong(7, Nanos.of(own.changedAt()));
                return merge.executeUpdate();
            }
        });
    }
}
