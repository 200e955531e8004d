package dev.hydroscope.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel answers becomes what a person can act on. */
class FaultTest {
    private static final String BINARY = "/usr/bin/h2o";

    @ParameterizedTest
    @CsvSource({
        "1, no privilege to attach to /usr/bin/h2o",
        "13, no privilege to attach to /usr/bin/h2o",
        "3, process 42 is gone",
        "2, /usr/bin/h2o is gone",
        "9, /usr/bin/h2o is not a program file",
        "22, /usr/bin/h2o does not have these probe sites",
        "99, cannot attach to /usr/bin/h2o: error 99 of the kernel",
    })
    void saysWhyNothingWasAttached(int errno, String message) {
        ProbeException fault = Fault.attach(errno, 42, BINARY);
        assertEquals(message, fault.getMessage());
        assertFalse(fault.hint().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13})
    void saysThatPrivilegeIsMissingToLoad(int errno) {
        ProbeException fault = Fault.load(errno, "");
        assertEquals("no privilege to load the BPF program", fault.getMessage());
        assertTrue(fault.hint().contains("CAP_SYS_ADMIN"));
    }

    @Test
    void passesOnWhatTheVerifierSaid() {
        ProbeException fault = Fault.load(13, "0: R1=ctx()\nR2 unbounded memory access\nprocessed 12 insns\n\n");
        assertTrue(fault.getMessage().endsWith("R2 unbounded memory access"), fault.getMessage());
    }

    @Test
    void tellsThatMemoryIsShort() {
        assertTrue(Fault.load(12, "").getMessage().contains("no memory"));
    }
}
