package dev.hydroscope.store;

import java.util.List;
import java.util.Locale;

/** HTTP versions as H2O tells them (0x101) and as people write them (`HTTP/1.1`). */
public final class Protocol {
    /** The versions that H2O speaks. */
    public static final List<Integer> VERSIONS = List.of(0x100, 0x101, 0x200, 0x300);

    private Protocol() {
    }

    /** `HTTP/1.0`, `HTTP/1.1`, `HTTP/2` or `HTTP/3`; "" for 0. */
    public static String name(int version) {
        if (version == 0) {
            return "";
        }
        return version < 0x200 ? "HTTP/" + (version >> 8) + "." + (version & 0xff) : "HTTP/" + (version >> 8);
    }

    /** The version of what people write (`HTTP/2`, `http/2.0`, `h2`, `2`), or -1. */
    public static int version(String text) {
        String number = text.toLowerCase(Locale.ROOT).replaceFirst("^http/|^h", "");
        return switch (number) {
            case "1.0" -> 0x100;
            case "1.1", "1" -> 0x101;
            case "2", "2.0" -> 0x200;
            case "3", "3.0" -> 0x300;
            default -> -1;
        };
    }
}
