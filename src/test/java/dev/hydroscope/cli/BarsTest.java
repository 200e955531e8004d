package dev.hydroscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hydroscope.cli.Bars.Unit;
import dev.hydroscope.session.Distribution;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A histogram is read without counting: each bucket says what it holds, the longest bar is the fullest bucket. */
class BarsTest {
    private static Distribution of(long... numbers) {
        Distribution distribution = Distribution.none();
        for (long number : numbers) {
            int bucket = number < 0 ? 0 : number == 0 ? 1 : 65 - Long.numberOfLeadingZeros(number);
            distribution.buckets()[bucket]++;
        }
        return distribution;
    }

    @Test
    void linesGoFromTheFirstBucketThatHoldsSomeToTheLast() {
        List<String> lines = new Bars(Unit.NONE).lines(of(-7, 0, 1, 2, 3, 3, 3, 9));
        assertEquals(List.of("(…, 0)", "[0]", "[1]", "[2, 4)", "[4, 8)", "[8, 16)"),
                lines.stream().map(line -> line.substring(0, 24).strip()).toList());
        assertEquals(List.of(1, 1, 1, 4, 0, 1),
                lines.stream().map(line -> Integer.parseInt(line.substring(24, 39).strip())).toList());
        assertEquals(List.of(13, 13, 13, 52, 0, 13),
                lines.stream().map(line -> (int) line.chars().filter(c -> c == '@').count()).toList());
    }

    @ParameterizedTest
    @CsvSource({"12, '[1K, 2K)'", "22, '[1M, 2M)'", "11, '[512, 1K)'", "65, '[8E, …)'", "1, '[0]'", "2, '[1]'"})
    void plainNumbersAreCountedInPowersOf1024(int bucket, String range) {
        assertEquals(range, new Bars(Unit.NONE).range(bucket));
    }

    @ParameterizedTest
    @CsvSource({"11, '[512 ns, 1.02 µs)'", "22, '[1.05 ms, 2.10 ms)'", "33, '[2.15 s, 4.29 s)'"})
    void nanosecondsHaveTheirUnit(int bucket, String range) {
        assertEquals(range, new Bars(Unit.NS).range(bucket));
    }

    @ParameterizedTest
    @CsvSource({"11, '[512 B, 1 KiB)'", "22, '[1 MiB, 2 MiB)'", "0, '(…, 0 B)'"})
    void bytesHaveTheirs(int bucket, String range) {
        assertEquals(range, new Bars(Unit.BYTES).range(bucket));
    }

    @Test
    void aPercentileIsToldByItsBucket() {
        Distribution distribution = of(1, 1, 1, 1, 1, 1, 1, 1, 1, 100);
        assertEquals("[1]", new Bars(Unit.NONE).range(distribution.percentile(0.9)));
        assertEquals("[64, 128)", new Bars(Unit.NONE).range(distribution.percentile(0.99)));
        assertEquals(-1, of().percentile(0.5));
    }
}
