package dev.hydroscope.probe;

import java.util.List;

/**
 * One place in a binary where a probe fires; a probe may have several, each with operands of its own.
 *
 * @param fileOffset of the instruction in the file, as uprobes want it
 * @param semaphoreFileOffset of the 16-bit counter that arms it, or 0 where the probe has none
 */
public record Site(String provider, String name, long fileOffset, long semaphoreFileOffset, List<Operand> operands) {
    public Site {
        operands = List.copyOf(operands);
    }

    /** `provider:name`, as people write it. */
    public String key() {
        return provider + ":" + name;
    }
}
