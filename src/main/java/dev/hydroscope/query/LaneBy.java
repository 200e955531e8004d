package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.ColumnScan;
import java.util.function.ToLongBiFunction;

/** What requests of one lane have in common. */
interface LaneBy {
    String CONNECTION = "connection";
    String REQUEST = "request";

    LaneBy OF_CONNECTION = plain(CONNECTION, ColumnBlock::connection);
    /** All in one. */
    LaneBy ALL = plain("all", (block, place) -> 0);

    String word();

    LaneKey in(ColumnScan scan);

    private static LaneBy plain(String word, ToLongBiFunction<ColumnBlock, Integer> lane) {
        return new LaneBy() {
            @Override
            public String word() {
                return word;
            }

            @Override
            public LaneKey in(ColumnScan scan) {
                return new Plain(lane);
            }
        };
    }

    /** One lane each. */
    final class Plain implements LaneKey {
        private final ToLongBiFunction<ColumnBlock, Integer> lane;
        private ColumnBlock block;

        private Plain(ToLongBiFunction<ColumnBlock, Integer> lane) {
            this.lane = lane;
        }

        @Override
        public void enter(ColumnBlock next) {
            block = next;
        }

        @Override
        public long first(int place) {
            return lane.applyAsLong(block, place);
        }
    }
}
