package dev.hydroscope.trace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a TLS ClientHello tells of a connection: the name it asks for ("" where it asks for none) and the protocols it
 * offers. Of a cut or broken one it gives what stands whole before the damage; it never throws.
 */
record ClientHello(String sni, List<String> alpn) {
    private static final int RANDOM_BYTES = 32;
    private static final int SERVER_NAME = 0;
    private static final int PROTOCOLS = 16;
    private static final int HOST_NAME = 0;

    ClientHello {
        alpn = List.copyOf(alpn);
    }

    /**
     * @param body the handshake message without its four bytes of header, as picotls:receive_message gives it: 03 03 …
     */
    static ClientHello parse(byte[] body) {
        ByteBuffer hello = ByteBuffer.wrap(body);
        if (hello.remaining() < 2 + RANDOM_BYTES || hello.getShort() != 0x0303) {
            return new ClientHello("", List.of());
        }
        hello.position(2 + RANDOM_BYTES);
        vector(hello, 1);
        vector(hello, 2);
        vector(hello, 1);
        return extensions(vector(hello, 2));
    }

    private static ClientHello extensions(ByteBuffer extensions) {
        String sni = "";
        List<String> alpn = List.of();
        while (extensions.remaining() >= 4) {
            int type = extensions.getShort() & 0xffff;
            int declared = extensions.getShort(extensions.position()) & 0xffff;
            boolean whole = declared <= extensions.remaining() - 2;
            ByteBuffer extension = vector(extensions, 2);
            if (type == SERVER_NAME && whole) {
                sni = serverName(vector(extension, 2));
            } else if (type == PROTOCOLS && whole) {
                alpn = protocols(vector(extension, 2));
            }
        }
        return new ClientHello(sni, alpn);
    }

    private static String serverName(ByteBuffer names) {
        while (names.remaining() >= 3) {
            int type = names.get();
            ByteBuffer name = vector(names, 2);
            if (type == HOST_NAME) {
                return text(name);
            }
        }
        return "";
    }

    private static List<String> protocols(ByteBuffer list) {
        List<String> protocols = new ArrayList<>();
        while (list.hasRemaining()) {
            protocols.add(text(vector(list, 1)));
        }
        return protocols;
    }

    /**
     * The bytes behind a length of so many bytes, or as many of them as there are; the buffer stands behind them then.
     */
    private static ByteBuffer vector(ByteBuffer from, int lengthBytes) {
        if (from.remaining() < lengthBytes) {
            from.position(from.limit());
            return from.slice();
        }
        int length = lengthBytes == 1 ? from.get() & 0xff : from.getShort() & 0xffff;
        int taken = Math.min(length, from.remaining());
        ByteBuffer vector = from.slice(from.position(), taken);
        from.position(from.position() + taken);
        return vector;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }
}
