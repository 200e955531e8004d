package dev.hydroscope.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.session.KeepingPlan.Leaving;
import dev.hydroscope.session.KeepingPlan.Reason;
import dev.hydroscope.session.KeepingPlan.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What goes, why and when, is a function of sessions, limits, free space and the time; these hold for any of them. */
class KeepingPlanTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final long MB = 1_000_000;

    private static Kept kept(String id, long bytes, int daysOld) {
        return new Kept(id, bytes, NOW.minus(Duration.ofDays(daysOld)), true, false, Optional.empty());
    }

    private static KeepingSettings limits(int days, long bytes, long reserve) {
        return new KeepingSettings(days == 0 ? OptionalInt.empty() : OptionalInt.of(days),
                bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes), reserve);
    }

    private static List<String> due(KeepingPlan plan, Instant now) {
        return plan.leaving().stream().filter(leaving -> !leaving.at().isAfter(now)).map(Leaving::session).toList();
    }

    @Test
    void withoutLimitsNothingGoesHoweverOldAndFullItIs() {
        KeepingPlan plan = KeepingPlan.of(List.of(kept("a", 900 * MB, 4000)), limits(0, 0, 500 * MB), 0, NOW);
        assertEquals(List.of(), plan.leaving());
        assertTrue(plan.problem().contains("nothing new is started") && plan.problem().contains("no limit of age or bytes"),
                plan.problem());
    }

    @Test
    void ageIsToldDaysAhead() {
        List<Kept> sessions = List.of(kept("young", MB, 2), kept("soon", MB, 27), kept("old", MB, 31));
        KeepingPlan plan = KeepingPlan.of(sessions, limits(30, 0, 0), 0, NOW);
        assertEquals(List.of("old", "soon"), plan.leaving().stream().map(Leaving::session).toList());
        assertEquals(NOW.plus(Duration.ofDays(3)), plan.leaving().get(1).at());
        assertEquals(List.of("old"), due(plan, NOW));
    }

    @Test
    void whatLinksShowIsToldForWhenTheLastOfThemExpires() {
        Instant until = NOW.plus(Duration.ofDays(2));
        Kept linked = new Kept("linked", MB, NOW.minus(Duration.ofDays(90)), true, false, Optional.of(until));
        KeepingPlan plan = KeepingPlan.of(List.of(linked), limits(30, 0, 0), 0, NOW);
        assertEquals(List.of(new Leaving("linked", Reason.AGE, until, MB, false)), plan.leaving());
        assertEquals(List.of(new KeepingPlan.Exempt("linked", Why.LINKED, MB, Optional.of(until))), plan.exempt());
    }

    @Test
    void onlyTheReserveIsUrgentAndOnlyForWhatItLacks() {
        List<Kept> sessions = List.of(kept("a", 10 * MB, 9), kept("b", 10 * MB, 8), kept("c", 10 * MB, 7), kept("d", 10 * MB, 6));
        KeepingPlan plan = KeepingPlan.of(sessions, limits(0, 15 * MB, 50 * MB), 35 * MB, NOW);
        assertEquals(List.of(true, true, false), plan.leaving().stream().map(Leaving::urgent).toList());
        assertEquals(List.of("a", "b", "c"), due(plan, NOW));
    }

    @Test
    void whatHoldsTooMuchIsNamed() {
        List<Kept> sessions = List.of(new Kept("p", 8 * MB, NOW, true, true, Optional.empty()), kept("free", MB, 1),
                new Kept("r", 4 * MB, NOW, false, false, Optional.empty()));
        KeepingPlan plan = KeepingPlan.of(sessions, limits(0, 5 * MB, 0), 0, NOW);
        assertEquals(List.of("free"), due(plan, NOW));
        assertTrue(plan.problem().startsWith("sessions take 7.00 MB more than the 5.00 MB that they may"), plan.problem());
        assertTrue(plan.problem().contains("1 pinned (8.00 MB), 1 running (4.00 MB)"), plan.problem());
    }

    @RepeatedTest(400)
    void holdsForAnySessionsAndLimits(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Kept> sessions = sessions(random);
        KeepingSettings limits = limits(random.nextBoolean() ? 0 : 1 + random.nextInt(60),
                random.nextBoolean() ? 0 : 1 + random.nextInt(600) * MB, random.nextInt(400) * MB);
        long free = random.nextInt(500) * MB;
        KeepingPlan plan = KeepingPlan.of(sessions, limits, free, NOW);
        Map<String, Kept> byId = sessions.stream().collect(Collectors.toMap(Kept::id, Function.identity()));
        Set<String> due = Set.copyOf(due(plan, NOW));
        List<Kept> candidates = sessions.stream().filter(each -> each.exempt().isEmpty())
                .sorted(Comparator.comparing(Kept::storedAt).thenComparing(Kept::id)).toList();

        assertEquals(sessions.stream().filter(each -> each.exempt().isPresent()).map(Kept::id).collect(Collectors.toSet()),
                plan.exempt().stream().map(KeepingPlan.Exempt::session).collect(Collectors.toSet()));
        due.forEach(id -> assertTrue(byId.get(id).exempt().isEmpty(), id + " goes although it is exempt"));
        assertEquals(due, candidates.stream().limit(due.size()).map(Kept::id).collect(Collectors.toSet()), "not the oldest");
        assertTrue(limits.limited() || plan.leaving().isEmpty());
        assertLimits(sessions, limits, free, plan, due, candidates);
        plan.leaving().forEach(leaving -> assertReason(leaving, byId.get(leaving.session()), limits));

        List<Kept> shuffled = new ArrayList<>(sessions);
        Collections.shuffle(shuffled, random);
        assertEquals(due, Set.copyOf(due(KeepingPlan.of(shuffled, limits, free, NOW), NOW)), "their order says something");
        Instant later = NOW.plus(Duration.ofHours(random.nextInt(2000)));
        assertTrue(due(KeepingPlan.of(sessions, limits, free, later), later).containsAll(due), "the time takes back");
    }

    private static void assertLimits(List<Kept> sessions, KeepingSettings limits, long free, KeepingPlan plan, Set<String> due,
            List<Kept> candidates) {
        long all = sessions.stream().mapToLong(Kept::bytes).sum();
        long going = candidates.stream().filter(each -> due.contains(each.id())).mapToLong(Kept::bytes).sum();
        boolean kept = limits.bytes().isEmpty() || all - going <= limits.bytes().getAsLong();
        boolean roomy = free + (limits.limited() ? going : 0) >= limits.reserveBytes();
        assertTrue(kept || due.size() == candidates.size(), "more could go");
        assertTrue(!limits.limited() || roomy || due.size() == candidates.size(), "more could go");
        assertEquals(kept && roomy, plan.problem().isEmpty(), plan.problem());
        if (!due.isEmpty()) {
            Kept last = candidates.get(due.size() - 1);
            boolean aged = limits.ageDays().isPresent()
                    && !last.storedAt().plus(Duration.ofDays(limits.ageDays().getAsInt())).isAfter(NOW);
            long without = going - last.bytes();
            assertTrue(aged || limits.bytes().isPresent() && all - without > limits.bytes().getAsLong()
                    || free + without < limits.reserveBytes(), "the last one goes for nothing");
        }
    }

    private static void assertReason(Leaving leaving, Kept kept, KeepingSettings limits) {
        assertEquals(kept.bytes(), leaving.bytes());
        if (leaving.reason() == Reason.AGE) {
            Instant old = kept.storedAt().plus(Duration.ofDays(limits.ageDays().orElseThrow()));
            Instant free = kept.linkedUntil().orElse(old);
            assertEquals(free.isAfter(old) ? free : old, leaving.at());
            assertFalse(leaving.at().isAfter(NOW.plus(KeepingPlan.AHEAD)));
        } else {
            assertEquals(NOW, leaving.at());
            assertTrue(leaving.reason() != Reason.BYTES || limits.bytes().isPresent());
        }
    }

    private static List<Kept> sessions(Random random) {
        List<Kept> sessions = new ArrayList<>();
        for (int i = random.nextInt(25); i > 0; i--) {
            sessions.add(new Kept("s" + i, random.nextInt(60) * MB, NOW.minus(Duration.ofHours(random.nextInt(2000))),
                    random.nextInt(8) > 0, random.nextInt(6) == 0, random.nextInt(5) > 0 ? Optional.empty()
                            : Optional.of(NOW.plus(Duration.ofHours(1 + random.nextInt(400))))));
        }
        return sessions;
    }
}
