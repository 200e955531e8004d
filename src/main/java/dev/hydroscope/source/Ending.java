package dev.hydroscope.source;

/** Waits for a source's thread to end, whatever interrupts: the doorway is to have the last batch before close returns. */
final class Ending {
    private Ending() {
    }

    /** An interrupt meanwhile is kept for the caller. */
    static void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
