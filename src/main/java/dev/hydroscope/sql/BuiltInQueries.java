package dev.hydroscope.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The statements that come with Hydroscope: db/queries/NAME.sql, each with a head of comments and its SQL below.
 *
 * <pre>
 * -- title: Slowest paths
 * -- group: latency
 * -- about: What it answers,
 * --   and on what it goes on.
 * -- parameter least = 10: how many requests a path must have
 * SELECT …
 * </pre>
 */
public final class BuiltInQueries {
    private static final String FOLDER = "db/queries";
    private static final Pattern ENTRY = Pattern.compile("-- (title|group|about): (.*)");
    private static final Pattern PARAMETER = Pattern.compile("-- parameter ([A-Za-z_][A-Za-z0-9_]*) =(?: (.*?))?: (.*)");
    private static final Pattern MORE = Pattern.compile("--  +(.*)");

    private final String file;
    private final Map<String, String> head = new LinkedHashMap<>();
    private final List<SavedQuery.Parameter> parameters = new ArrayList<>();

    private BuiltInQueries(String file) {
        this.file = file;
    }

    /** By group and title. */
    public static List<SavedQuery> all() {
        try {
            Path place = Path.of(BuiltInQueries.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return in(place.resolve(FOLDER));
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return in(jar.getPath(FOLDER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<SavedQuery> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<SavedQuery> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".sql")).toList()) {
                String name = file.getFileName().toString();
                all.add(parse(name.substring(0, name.length() - ".sql".length()), Files.readString(file)));
            }
        }
        return all.stream().sorted(Comparator.comparing(SavedQuery::group).thenComparing(SavedQuery::title)).toList();
    }

    static SavedQuery parse(String id, String text) {
        return new BuiltInQueries(id).read(id, text.lines().toList());
    }

    private SavedQuery read(String id, List<String> lines) {
        int at = 0;
        String latest = "";
        while (at < lines.size() && lines.get(at).startsWith("--")) {
            latest = line(lines.get(at++), latest);
        }
        String sql = String.join("\n", lines.subList(at, lines.size())).strip();
        for (String name : List.of("title", "group", "about")) {
            if (!head.containsKey(name)) {
                throw wrong("its head has no " + name);
            }
        }
        if (sql.isEmpty()) {
            throw wrong("no statement stands below its head");
        }
        return new SavedQuery(id, head.get("title"), head.get("group"), head.get("about"), sql, parameters, false);
    }

    /** @return what the next line may go on with */
    private String line(String line, String latest) {
        Matcher entry = ENTRY.matcher(line);
        if (entry.matches()) {
            if (head.put(entry.group(1), entry.group(2).strip()) != null) {
                throw wrong(entry.group(1) + " stands twice in its head");
            }
            return entry.group(1);
        }
        Matcher parameter = PARAMETER.matcher(line);
        if (parameter.matches()) {
            String value = parameter.group(2) == null ? "" : parameter.group(2).strip();
            parameters.add(new SavedQuery.Parameter(parameter.group(1), value, parameter.group(3).strip()));
            return "parameter";
        }
        Matcher more = MORE.matcher(line);
        if (!more.matches() || latest.isEmpty()) {
            throw wrong("this line of its head cannot be read: " + line);
        }
        if (latest.equals("parameter")) {
            SavedQuery.Parameter last = parameters.remove(parameters.size() - 1);
            parameters.add(new SavedQuery.Parameter(last.name(), last.value(), last.about() + " " + more.group(1).strip()));
        } else {
            head.merge(latest, more.group(1).strip(), (one, other) -> one + " " + other);
        }
        return latest;
    }

    private IllegalStateException wrong(String what) {
        return new IllegalStateException(FOLDER + "/" + file + ".sql: " + what);
    }
}
