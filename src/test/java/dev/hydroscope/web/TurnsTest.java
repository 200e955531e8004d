package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** However many ask at once, only some answers are in memory. */
class TurnsTest {
    private final Turns turns = new Turns();

    @Test
    void theThirdWaitsForOneOfTwo() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        List<CompletableFuture<String>> busy = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            busy.add(CompletableFuture.supplyAsync(() -> turns.take(() -> {
                begun.countDown();
                return waited(end);
            }), TurnsTest::begin));
        }
        begun.await();
        CompletableFuture<String> third = new CompletableFuture<>();
        begin(() -> third.complete(turns.take(() -> "third")));
        assertThrows(TimeoutException.class, () -> third.get(100, TimeUnit.MILLISECONDS));
        end.countDown();
        assertEquals("third", third.get());
        assertEquals("ended", busy.get(0).get());
    }

    @Test
    void aFaultGivesTheTurnBack() {
        for (int i = 0; i < 5; i++) {
            assertThrows(IllegalStateException.class, () -> turns.take(() -> {
                throw new IllegalStateException();
            }));
        }
        assertEquals("still", turns.take(() -> "still"));
    }

    private static void begin(Runnable work) {
        new Thread(work).start();
    }

    private static String waited(CountDownLatch end) {
        try {
            end.await();
            return "ended";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
