package dev.hydroscope.probe;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The functions of one file that an ask is for, as sites: where they begin, or where they return. */
final class Functions {
    static final int MOST_AT_ONCE = 1000;
    static final String FEWER = "ask for fewer than " + MOST_AT_ONCE
            + " at once: each costs the program when it starts and ends";

    private final Code code;
    private final List<MappedFile> around;
    private final Catalogue catalogue;

    /** @param around all that the process maps; empty where no process is looked at */
    Functions(Code code, List<MappedFile> around, Catalogue catalogue) {
        this.code = code;
        this.around = around;
        this.catalogue = catalogue;
    }

    /** At least one; a name that several functions have is all of them. */
    List<Chosen> of(Ask ask) throws WantedException {
        try {
            ElfSymbols symbols = code.symbols();
            List<Symbol> found = ask.literalName() ? symbols.named(ask.name()) : distinct(symbols.matching(Glob.of(ask.name())));
            if (found.isEmpty()) {
                throw Missing.function(code, symbols, ask.name(), around);
            }
            if (found.size() > MOST_AT_ONCE) {
                throw new WantedException(code.name() + " has " + found.size() + " functions " + ask.name(), FEWER);
            }
            try (ElfFile elf = ElfFile.open(code.path())) {
                return chosen(ask, found, elf);
            }
        } catch (ProbeFileException e) {
            throw new WantedException(e.getMessage(), e.hint());
        } catch (IOException e) {
            throw new WantedException(code.name() + " cannot be read: " + e.getMessage(), "see whether it is still there");
        }
    }

    /** Of several names of one function the first. */
    private static List<Symbol> distinct(List<Symbol> symbols) {
        Map<Long, Symbol> byAddress = new LinkedHashMap<>();
        symbols.forEach(symbol -> byAddress.putIfAbsent(symbol.address(), symbol));
        return List.copyOf(byAddress.values());
    }

    private List<Chosen> chosen(Ask ask, List<Symbol> symbols, ElfFile elf) throws IOException, WantedException {
        Convention convention = switch (elf.machine()) {
            case X86_64 -> Convention.X86_64;
            case AARCH64 -> Convention.AARCH64;
            case OTHER -> throw new WantedException(code.name() + " is for another kind of processor",
                    "trace programs for x86-64 or arm64");
        };
        Site.Where where = new Site.Where(ask.returns() ? Site.Where.Kind.RETURN : Site.Where.Kind.FUNCTION, code.path());
        List<Chosen> chosen = new ArrayList<>();
        for (Symbol symbol : symbols) {
            long offset = symbol.indirect() ? implementation(symbol) : offset(elf, symbol);
            Probe probe = probe(ask, symbol.name());
            List<Operand> operands = IntStream.range(0, probe.arguments().size())
                    .mapToObj(i -> operand(ask, convention, i)).toList();
            chosen.add(new Chosen(new Site(probe.provider(), probe.name(), where, offset, 0, operands), probe,
                    ask.literalName()));
        }
        return chosen;
    }

    private Probe probe(Ask ask, String symbol) {
        String name = symbol + (ask.returns() ? Ask.RETURN : "");
        if (ask.parameters().isEmpty()) {
            Optional<Probe> known = catalogue.find(code.provider(), name);
            return known.orElseGet(() -> new Probe(code.provider(), name,
                    ask.returns() ? List.of(Argument.number("ret")) : List.of(), false));
        }
        return new Probe(code.provider(), name, Parameter.arguments(ask.parameters().get(), ask.returns() ? "ret" : "arg0"),
                true);
    }

    private static Operand operand(Ask ask, Convention convention, int index) {
        Operand kept = ask.returns() ? convention.result() : convention.argument(index);
        return ask.parameters().map(parameters -> parameters.get(index).operand(kept)).orElse(kept);
    }

    private static long offset(ElfFile elf, Symbol symbol) throws IOException {
        ElfFile.Segment segment = elf.loaded(symbol.address()).orElseThrow(EOFException::new);
        return elf.offset(segment, symbol.address());
    }

    private long implementation(Symbol symbol) throws WantedException, IOException {
        if (code.mapped().isEmpty()) {
            throw new WantedException(code.baseName() + ":" + symbol.name() + " is one of several functions, chosen when a process"
                    + " starts", "name a process: -p PID");
        }
        return new Indirect(code.mapped().get(), around).offset(symbol).orElseThrow(() -> new WantedException(
                code.baseName() + ":" + symbol.name() + " is one of several functions, chosen when the process starts, and it"
                        + " cannot be told which the process uses", "run as root; else probe one of them by its own name: "
                        + "hydroscope probes -l " + code.name() + " --functions '*" + symbol.name() + "*'"));
    }
}
