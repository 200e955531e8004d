package dev.hydroscope.web;

import dev.hydroscope.store.Multiplexing;
import dev.hydroscope.store.Multiplexing.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whose bytes went when, as columns: what stands at one place in them belongs together. `stream` is null for the rest of a
 * column, of which `streams` says how many they are; `packet` is there where every packet is told.
 */
final class MultiplexingJson {
    private MultiplexingJson() {
    }

    static Map<String, Object> of(Multiplexing multiplexing, long sinceNanos) {
        List<Share> shares = multiplexing.shares();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("exact", multiplexing.exact());
        json.put("columnNanos", multiplexing.columnNanos());
        json.put("offsetNanos", column(shares, share -> share.fromNanos() - sinceNanos));
        json.put("stream", column(shares, share -> share.streams() > 1 ? null : share.stream()));
        json.put("streams", column(shares, Share::streams));
        json.put("offset", column(shares, Share::offset));
        json.put("end", column(shares, Share::end));
        json.put("bytes", column(shares, Share::bytes));
        json.put("again", column(shares, Share::again));
        json.put("packet", !multiplexing.exact() ? List.of()
                : column(shares, share -> share.space().word() + "." + share.number()));
        return json;
    }

    private static List<Object> column(List<Share> shares, Function<Share, Object> of) {
        return shares.stream().map(of).collect(Collectors.toCollection(ArrayList::new));
    }
}
