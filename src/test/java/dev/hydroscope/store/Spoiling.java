package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Changes rows of a session's file into what nobody would write. */
final class Spoiling {
    private static final long[] NUMBERS = {0, -1, 1, 255, 1L << 31, -(1L << 31), 1L << 53, Long.MAX_VALUE,
        Long.MIN_VALUE, 1L << 62};

    private final Connection connection;
    private final SplittableRandom random;
    private final boolean numbers;

    Spoiling(Connection connection, SplittableRandom random) {
        this.connection = connection;
        this.random = random;
        this.numbers = random.nextBoolean();
    }

    /** Some rows of some tables; what a file is told by at once, less often. */
    void spoil(BundleTable table) throws SQLException {
        int oneOf = table.name().equals("PROBE") || table.name().equals("HEADER_NAME") || table.name().equals("ACCOUNT") ? 8 : 2;
        if (random.nextInt(oneOf) > 0) {
            return;
        }
        int share = 1 + random.nextInt(6);
        try (PreparedStatement select = connection.prepareStatement(table.select(false), ResultSet.TYPE_SCROLL_SENSITIVE,
                ResultSet.CONCUR_UPDATABLE); ResultSet row = select.executeQuery()) {
            while (row.next()) {
                if (random.nextInt(share) == 0) {
                    spoil(table, row);
                }
            }
        }
    }

    private void spoil(BundleTable table, ResultSet row) throws SQLException {
        for (int i = 2; i <= table.columns().size(); i++) {
            BundleColumn column = table.columns().get(i - 1);
            if (column.kind() == BundleKind.BYTES && row.getBytes(i) != null) {
                row.updateBytes(i, bytes(row.getBytes(i)));
            } else if (column.kind() == BundleKind.TEXT && random.nextInt(4) == 0) {
                row.updateString(i, "\u202e<b>" + random.nextLong());
            } else if (column.kind() == BundleKind.NUMBER && numbers && random.nextInt(3) == 0) {
                number(row, i);
            }
        }
        row.updateRow();
    }

    private void number(ResultSet row, int column) throws SQLException {
        long before = row.getLong(column);
        long value = random.nextBoolean() ? before + random.nextInt(-3, 4) : NUMBERS[random.nextInt(NUMBERS.length)];
        int bits = row.getMetaData().getColumnType(column) == java.sql.Types.BIGINT ? 64
                : row.getMetaData().getColumnType(column) == java.sql.Types.INTEGER ? 32 : 8;
        row.updateLong(column, bits == 64 ? value : bits == 32 ? (int) value : (byte) value);
    }

    private byte[] bytes(byte[] before) {
        byte[] bytes = before.clone();
        switch (random.nextInt(5)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> random.nextBytes(bytes);
            case 2 -> {
                int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
                Arrays.fill(bytes, from, Math.min(bytes.length, from + 12), (byte) 0xff);
            }
            default -> {
                for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
        }
        return bytes;
    }
}
