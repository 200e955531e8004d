package dev.hydroscope.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** HTTP by hand: what a well-behaved client would refuse to send, and the answer as it came. */
record Wire(int status, String head, String body) {
    static Wire ask(int port, String... lines) throws IOException {
        return send(port, String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n");
    }

    static Wire send(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            String text = answer.toString(StandardCharsets.UTF_8);
            int end = text.indexOf("\r\n\r\n");
            return new Wire(Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
        }
    }

    Optional<String> header(String name) {
        String wanted = name.toLowerCase(Locale.ROOT) + ": ";
        return Arrays.stream(head.split("\r\n")).filter(line -> line.toLowerCase(Locale.ROOT).startsWith(wanted))
                .map(line -> line.substring(wanted.length())).findFirst();
    }
}
