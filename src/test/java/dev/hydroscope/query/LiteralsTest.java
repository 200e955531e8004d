package dev.hydroscope.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

    @Test
    void connectionIsCalledAsItIsShown() {
        assertEquals(17592186044417L, number("conn = 2:1"));
        assertEquals(17592186044417L, number("conn = 17592186044417"));
        assertEquals(5 + (1L << 43), number("conn = \"unnamed 5\""));
        assertEquals((1L << 44) + (1L << 43) + 5, number("conn > \"2:unnamed 5\""));
        assertEquals(7, number("conn = 1:7"));
        assertEquals(10_000, number("conn < 10k"));
        assertThrows(QuerySyntaxException.class, () -> Query.parse("conn = 0:7"));
        assertThrows(QuerySyntaxException.class, () -> Query.parse("req = 2:1"));
    }

    private static long number(String query) {
        return ((Expression.Condition) Query.parse(query).expression()).number();
    }
}
