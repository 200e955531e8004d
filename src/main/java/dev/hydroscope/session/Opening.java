package dev.hydroscope.session;

import dev.hydroscope.source.Source;
import java.util.function.Supplier;

/** What settings come to, whatever they are of: attached or asked when the source is got. */
record Opening(String name, SessionInfo.Origin origin, Supplier<Source> source) {
    static Opening of(SessionSettings settings) {
        if (!settings.socket().isEmpty()) {
            SocketAttachment socket = SocketAttachment.to(settings);
            return new Opening(socket.name(), socket.origin(), socket::attach);
        }
        Attachment attachment = Attachment.to(settings);
        return new Opening(attachment.name(), attachment.origin(), attachment::attach);
    }
}
