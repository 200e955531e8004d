package dev.hydroscope.probe;

import dev.hydroscope.probe.Ask.Sort;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which USDT sites some asks choose: as of a {@link Selection}, the last that matches decides. */
final class Probes {
    private final List<Ask> asks;
    private final Catalogue catalogue;
    private final Set<Ask> answered = new LinkedHashSet<>();

    Probes(List<Ask> asks, Catalogue catalogue) {
        this.asks = asks.stream().filter(ask -> ask.may(Sort.USDT)).toList();
        this.catalogue = catalogue;
    }

    /** Those that a site has matched. */
    Set<Ask> answered() {
        return answered;
    }

    Optional<Chosen> chosen(Site site) throws WantedException {
        boolean included = false;
        boolean byName = false;
        Optional<Ask> declaring = Optional.empty();
        for (Ask ask : asks) {
            if (ask.glob().matches(site.provider(), site.name())) {
                included = !ask.negated();
                byName |= included && ask.glob().literal();
                declaring = included && ask.parameters().isPresent() ? Optional.of(ask) : declaring;
                answered.add(ask);
            }
        }
        if (!included) {
            return Optional.empty();
        }
        Probe known = site.where().kind() == Site.Where.Kind.TCP ? catalogue.find(site.provider(), site.name()).orElseThrow()
                : catalogue.find(site.provider(), site.name(), site.operands().size());
        return Optional.of(declaring.isPresent() ? declared(site, known, declaring.get()) : new Chosen(site, known, byName));
    }

    /** As many arguments as are declared; where the catalogue hides some nobody may say that they are others. */
    private static Chosen declared(Site site, Probe known, Ask ask) throws WantedException {
        List<Parameter> parameters = ask.parameters().orElseThrow();
        if (known.arguments().stream().anyMatch(argument -> argument.sensitivity() != Argument.Sensitivity.NONE)) {
            throw new WantedException(ask + ": the arguments of this probe are known, and some of them are not to be shown",
                    "write " + site.key());
        }
        if (parameters.size() > site.operands().size()) {
            throw new WantedException(ask + ": this probe has " + (site.operands().isEmpty() ? "no arguments"
                    : "only " + site.operands().size() + " arguments"), "declare no more");
        }
        List<Operand> operands = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            operands.add(parameters.get(i).operand(site.operands().get(i)));
        }
        Site read = new Site(site.provider(), site.name(), site.where(), site.fileOffset(), site.semaphoreFileOffset(), operands);
        return new Chosen(read, new Probe(site.provider(), site.name(), Parameter.arguments(parameters, "arg0"), true), true);
    }
}
