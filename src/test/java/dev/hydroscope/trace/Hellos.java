package dev.hydroscope.trace;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes ClientHello bodies, as TLS 1.3 clients send them. */
final class Hellos {
    private Hellos() {
    }

    static byte[] hello(String sni, String... protocols) {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        for (String protocol : protocols) {
            list.writeBytes(vector(1, protocol.getBytes(StandardCharsets.UTF_8)));
        }
        byte[] name = join(new byte[1], vector(2, sni.getBytes(StandardCharsets.UTF_8)));
        byte[] extensions = join(extension(43, new byte[] {2, 3, 4}),
                sni.isEmpty() ? new byte[0] : extension(0, vector(2, name)),
                protocols.length == 0 ? new byte[0] : extension(16, vector(2, list.toByteArray())),
                extension(21, new byte[40]));
        return join(new byte[] {3, 3}, new byte[32], vector(1, new byte[32]), vector(2, new byte[] {0x13, 1}),
                vector(1, new byte[1]), vector(2, extensions));
    }

    private static byte[] extension(int type, byte[] body) {
        return join(new byte[] {0, (byte) type}, vector(2, body));
    }

    private static byte[] vector(int lengthBytes, byte[] body) {
        byte[] length = lengthBytes == 1 ? new byte[] {(byte) body.length}
                : new byte[] {(byte) (body.length >> 8), (byte) body.length};
        return join(length, body);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
