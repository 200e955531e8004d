package dev.hydroscope.web;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Code;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.Site;
import dev.hydroscope.probe.Symbol;
import dev.hydroscope.probe.Target;
import dev.hydroscope.probe.Tracepoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Processes, and what can be traced of them. */
final class TargetJson {
    private TargetJson() {
    }

    static Map<String, Object> of(Target target, String session) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pid", target.pid());
        json.put("startedAt", target.startedAt());
        json.put("command", target.command());
        json.put("binary", target.binaryName());
        json.put("user", target.user());
        json.put("providers", target.providers());
        json.put("session", session);
        json.put("problem", RequestJson.known(target.problem()));
        return json;
    }

    /** One probe, by all of its sites. */
    static Map<String, Object> of(Catalogue catalogue, Code code, List<Site> sites) {
        Site first = sites.get(0);
        boolean tcp = first.where().kind() == Site.Where.Kind.TCP;
        Probe probe = tcp ? catalogue.find(first.provider(), first.name()).orElseThrow()
                : catalogue.find(first.provider(), first.name(), first.operands().size());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("provider", probe.provider());
        json.put("name", probe.name());
        json.put("object", tcp ? "" : code.name());
        json.put("sites", sites.size());
        json.put("arguments", arguments(probe.arguments()));
        json.put("known", probe.known());
        return json;
    }

    static Map<String, Object> of(Code code, Symbol function) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", function.name());
        json.put("bytes", function.bytes());
        json.put("indirect", function.indirect());
        json.put("arguments", Catalogue.load().find(code.provider(), function.name())
                .map(probe -> arguments(probe.arguments())).orElse(null));
        return json;
    }

    static Map<String, Object> of(Tracepoint event) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("provider", event.category());
        json.put("name", event.name());
        json.put("fields", event.fields().stream().map(field -> Map.of("name", field.name(), "type", field.type(), "size",
                field.size(), "signed", field.signed())).toList());
        json.put("arguments", arguments(event.arguments()));
        return json;
    }

    private static List<Map<String, Object>> arguments(List<Argument> arguments) {
        return arguments.stream().map(TargetJson::argument).toList();
    }

    private static Map<String, Object> argument(Argument argument) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", argument.name());
        json.put("kind", argument.kind().name().toLowerCase(Locale.ROOT));
        json.put("sensitive", argument.sensitivity() != Argument.Sensitivity.NONE);
        json.put("sensitivity", argument.sensitivity().name().toLowerCase(Locale.ROOT));
        return json;
    }
}
