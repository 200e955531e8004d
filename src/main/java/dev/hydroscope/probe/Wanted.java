package dev.hydroscope.probe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a person wants traced: probes, functions and tracepoints, each a text.
 *
 * <p>A text is one of `GLOB` or `PROVIDER:GLOB` (USDT probes; `!GLOB` takes away again, and the last one that matches decides),
 * `PROVIDER:NAME(ARGS)`, `FILE:FUNCTION(ARGS)`, `FILE:FUNCTION%return(ARG)` and `CATEGORY:EVENT(FIELDS)`; `u:`, `p:`, `r:` or
 * `t:` before it says which. Without that a provider of the target wins, then a file that it maps, then a category of
 * tracepoints. A glob without a provider's full name is about the program; where that has no such probe, about its libraries.
 */
public final class Wanted {
    private final List<Ask> asks;

    private Wanted(List<Ask> asks) {
        this.asks = asks;
    }

    public static Wanted of(List<String> texts) throws WantedException {
        List<Ask> asks = new ArrayList<>();
        for (String text : texts) {
            asks.add(AskSyntax.parse(text.strip()));
        }
        return new Wanted(List.copyOf(asks));
    }

    /** As they can be written again. */
    public List<String> texts() {
        return asks.stream().map(Ask::toString).toList();
    }

    /** In that process: its program, and all libraries that it maps now. */
    public Found on(Target target, Tracepoints tracepoints) throws WantedException {
        List<Code> code = Code.of(target);
        return new Finding(asks, code, code.stream().flatMap(each -> each.mapped().stream()).toList(),
                Optional.of(tracepoints)).found();
    }

    /** In that program or library, whoever runs it. */
    public Found in(Path file) throws WantedException {
        return new Finding(asks, List.of(Code.at(file)), List.of(), Optional.empty()).found();
    }

    /** On the machine: tracepoints, and the files that are named by a path or lie where libraries and programs do. */
    public Found ofMachine(Tracepoints tracepoints) throws WantedException {
        List<Code> code = new ArrayList<>();
        for (Ask ask : asks) {
            if (ask.sort() != Ask.Sort.TRACEPOINT && !tracepoints.has(ask.place())) {
                StandardPlaces.find(ask.place()).ifPresent(code::add);
            }
        }
        return new Finding(asks, code.stream().distinct().toList(), Maps.of((int) ProcessHandle.current().pid()),
                Optional.of(tracepoints)).found();
    }
}
