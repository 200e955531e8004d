package dev.hydroscope.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is missing is named, with its remedy; what merely slows things down does not count as missing. */
class CapabilityTest {
    @ParameterizedTest
    @CsvSource({"5.15.0-91-generic, true", "6.18.44, true", "7.0, true", "5.14.21, false", "4.18.0-477.el8, false"})
    void needsLinuxOf2021(String version, boolean enough) {
        Capability.Line line = Capability.kernel(version);
        assertEquals(enough, line.ok());
        assertEquals(enough, line.remedy().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"amd64, true", "aarch64, true", "riscv64, false"})
    void knowsTheRegistersOfTwoArchitectures(String name, boolean known) {
        assertEquals(known, Capability.architecture(name).ok());
    }

    @Test
    void saysTheFirstThingThatIsMissing() {
        Capability capability = new Capability(List.of(
                new Capability.Line("Linux", true, true, "6.18", ""),
                new Capability.Line("uprobe_multi", false, false, "one by one", "a newer one"),
                new Capability.Line("libbpf", false, true, "libbpf is not installed", "install it")));
        assertFalse(capability.available());
        assertEquals("libbpf: libbpf is not installed", capability.reason());
        assertEquals("install it", capability.hint());
    }

    @Test
    void isAvailableWithoutWhatOnlySpeedsUp() {
        Capability capability = new Capability(List.of(
                new Capability.Line("uprobe_multi", false, false, "one by one", "a newer one")));
        assertEquals("", capability.reason());
        assertEquals("", capability.hint());
    }

    @Test
    void whatIsMissingHereHasARemedy() {
        for (Capability.Line line : Capability.check().lines()) {
            assertEquals(line.ok(), line.remedy().isEmpty(), line.what());
        }
    }
}
