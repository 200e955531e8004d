package dev.hydroscope;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom. A package that is not in the table below fails the test: give it its line. */
class ArchitectureTest {
    private static final String HOUSE = "dev.hydroscope";
    private static JavaClasses house;

    @BeforeAll
    static void readClasses() {
        house = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(HOUSE);
        assertTrue(house.size() > 0, "no classes found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ':', emptyValue = "", nullValues = "-", value = {
        "probe   : -",
        "bpf     : -",
        "trace   : probe",
        "quic    : probe trace",
        "format  : probe trace quic",
        "source  : probe bpf trace format",
        "store   : probe trace quic",
        "query   : probe trace quic store",
        "sql     : probe trace quic store query",
        "session : probe bpf trace quic source store query sql format",
        "web     : probe trace quic store query sql format session",
        "cli     : probe trace quic store query sql format session",
    })
    void packageKnowsOnly(String name, String known) {
        String[] allowed = Stream.concat(Stream.of(name), known == null ? Stream.empty() : Stream.of(known.split(" ")))
            .map(ArchitectureTest::in).toArray(String[]::new);
        noClasses().that().resideInAPackage(in(name))
            .should().dependOnClassesThat(resideInAPackage(HOUSE + "..").and(not(resideInAnyPackage(allowed))))
            .allowEmptyShould(true).check(house);
    }

    @Test
    void everyPackageIsInTheTable() {
        classes().should().resideInAnyPackage(HOUSE, in("probe"), in("bpf"), in("trace"), in("quic"), in("source"),
            in("store"), in("query"), in("sql"), in("format"), in("session"), in("web"), in("cli")).check(house);
    }

    @Test
    void nothingGoesInCircles() {
        slices().matching(HOUSE + ".(*)..").should().beFreeOfCycles().check(house);
    }

    @ParameterizedTest
    @CsvSource({
        "jnr.., bpf",
        "java.sql.., store query sql session",
        "org.h2.., store query sql session",
        "io.javalin.., web",
        "org.eclipse.jetty.., web",
        "jakarta.servlet.., web",
        "picocli.., cli",
    })
    void libraryStaysIn(String library, String packages) {
        String[] allowed = Stream.concat(Stream.of(HOUSE), Stream.of(packages.split(" ")).map(ArchitectureTest::in))
            .toArray(String[]::new);
        noClasses().that(not(resideInAnyPackage(allowed))).should().dependOnClassesThat(resideInAPackage(library))
            .check(house);
    }

    /** A route that reads past it would show a link's holder what the link hides. */
    @Test
    void routesReadSessionsThroughTheCallersSight() {
        noClasses().that().resideInAPackage(in("web")).and().doNotHaveSimpleName("Sight").and().doNotHaveSimpleName("LiveStream")
            .should().callMethodWhere(target(owner(name(HOUSE + ".session.Sessions"))).and(target(name("read")))).check(house);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Manager", "Helper", "Util", "Utils", "Impl"})
    void nameSaysWhatItIs(String suffix) {
        noClasses().should().haveSimpleNameEndingWith(suffix).check(house);
    }

    private static String in(String name) {
        return HOUSE + "." + name + "..";
    }
}
