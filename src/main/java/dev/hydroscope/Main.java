package dev.hydroscope;

/** Composition: the one place where things are wired. */
public final class Main {
    private Main() {
    }

    public static void main(String[] args) {
        System.err.println("hydroscope: no command yet");
    }
}
