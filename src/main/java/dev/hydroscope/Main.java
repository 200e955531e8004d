package dev.hydroscope;

import dev.hydroscope.cli.Hydroscope;
import java.util.List;

/** Composition: the one place where things are wired. */
public final class Main {
    private Main() {
    }

    public static void main(String[] args) {
        System.exit(Hydroscope.commands(List::of).execute(args));
    }
}
