package dev.hydroscope.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LiteralsTest {
    @Test
    void shareIsWrittenInPercentOrAsAPartOfOne() {
        assertEquals(OptionalLong.of(500_000_000), Literals.share("50%"));
        assertEquals(OptionalLong.of(500_000_000), Literals.share("0.5"));
        assertEquals(OptionalLong.of(500_000_000), Literals.share("50 %"));
        assertEquals(OptionalLong.of(2_500_000), Literals.share("0.25%"));
        assertEquals(OptionalLong.of(1_000_000_000), Literals.share("1"));
        assertEquals(OptionalLong.of(2_000_000_000), Literals.share("200%"));
    }

    @Test
    void whatSaysNoShareIsNotGuessed() {
        assertEquals(OptionalLong.empty(), Literals.share("50"));
        assertEquals(OptionalLong.empty(), Literals.share("half"));
        assertEquals(OptionalLong.empty(), Literals.share("5ms"));
        assertEquals(OptionalLong.empty(), Literals.share("%"));
    }

    @Test
    void percentIsNoSizeAndNoUnitOfOtherNumbers() {
        assertEquals(OptionalLong.empty(), Literals.size("50%"));
    }
}
