package dev.hydroscope.web;

import io.javalin.http.Context;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** Whether who asked has left, as far as the connection tells: then nobody waits for the answer. */
final class Presence implements BooleanSupplier {
    private final EndPoint end;

    Presence(Context request) {
        this.end = ServletContextRequest.getServletContextRequest(request.req()).getConnectionMetaData().getConnection()
                .getEndPoint();
    }

    /** True when the connection is closed. */
    @Override
    public boolean getAsBoolean() {
        return !end.isOpen();
    }
}
