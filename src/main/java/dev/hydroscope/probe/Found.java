package dev.hydroscope.probe;

import java.util.List;

/**
 * What {@link Wanted} comes to in a process, a file or on the machine.
 *
 * @param others the sites of programs that are not chosen
 * @param unmatched the texts that nothing there answers to: a typing error, or what this program lacks
 */
public record Found(List<Chosen> chosen, List<Site> others, List<String> unmatched) {
    public Found {
        chosen = List.copyOf(chosen);
        others = List.copyOf(others);
        unmatched = List.copyOf(unmatched);
    }
}
