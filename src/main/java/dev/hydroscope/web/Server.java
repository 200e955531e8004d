package dev.hydroscope.web;

import dev.hydroscope.session.Links;
import dev.hydroscope.session.Problem;
import dev.hydroscope.session.Sessions;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;

/** The explorer: the page and the API over HTTP, for those who hold the token. */
public final class Server implements AutoCloseable {
    /** Most answers go to a browser of the same machine, which waits for the compressing, not for the wire. */
    private static final int FASTEST = 1;

    private final Javalin javalin;
    private final Hosts hosts;
    private final ServerOptions options;
    private final Access access;
    private final Routes routes;
    private final Links links;

    private Server(Sessions sessions, ServerOptions options) {
        this.options = options;
        this.hosts = new Hosts(options.bind());
        this.access = new Access(options.token());
        this.routes = new Routes(sessions);
        this.links = sessions.links();
        this.javalin = Javalin.create(this::configure);
    }

    /** Answers when it returns. */
    public static Server start(Sessions sessions, ServerOptions options) {
        Server server = new Server(sessions, options);
        try {
            server.javalin.start();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw cannotListen(options, e);
        }
    }

    public int port() {
        return javalin.port();
    }

    /** Without the token. */
    public String address() {
        return "http://" + hosts.name() + ":" + port() + "/";
    }

    /** What a person opens first. */
    public String url() {
        return address() + "?token=" + options.token();
    }

    @Override
    public void close() {
        routes.close();
        javalin.stop();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = new CompressionStrategy(null, new Gzip(FASTEST), null);
        config.http.maxRequestSize = Body.MOST_BYTES;
        config.jetty.host = options.bind();
        config.jetty.port = options.port();
        config.jetty.threadPool = Limits.threads();
        config.jetty.modifyHttpConfiguration(Limits::set);
        config.jetty.modifyServer(Limits::set);
        Guests guests = new Guests(links);
        Guard guard = new Guard(hosts, access, guests);
        Page page = new Page();
        config.routes.before(guard::check);
        new LinkRoutes(links, guests, page).add(config.routes);
        routes.add(config.routes);
        config.routes.get("/api", Server::nothing);
        config.routes.get("/api/*", Server::nothing);
        config.routes.get("/*", context -> open(context, page));
        Errors.map(config.routes);
    }

    /** The token in an address is swapped for the cookie, and leaves the address. */
    private void open(Context request, Page page) {
        Optional<String> token = Optional.ofNullable(request.queryParam("token"));
        if (token.isEmpty()) {
            page.show(request);
            return;
        }
        if (!access.token(token.get())) {
            throw new Refusal(401, "this token is not the one of this server",
                    "open the address that was printed at its latest start");
        }
        request.header("Cache-Control", "no-store");
        request.header("Set-Cookie", Guard.cookieName(request) + "=" + access.cookie()
                + "; Path=/; HttpOnly; SameSite=Strict");
        request.redirect(Page.view(request.path()) ? request.path() : "/", HttpStatus.SEE_OTHER);
    }

    private static void nothing(Context request) {
        throw new Refusal(404, "nothing is at " + request.path(), "see the routes in README");
    }

    private static Problem cannotListen(ServerOptions options, RuntimeException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String why = cause instanceof UnresolvedAddressException ? "there is no such address"
                : String.valueOf(cause.getMessage());
        return new Problem(Problem.Kind.UNAVAILABLE, "cannot listen on " + options.bind() + ":" + options.port() + ": " + why,
                remedy(why), e);
    }

    private static String remedy(String why) {
        if (why.contains("already in use")) {
            return "stop what listens there (ss -ltnp shows it), or choose another --port or --bind";
        }
        return why.contains("denied") ? "choose a --port above 1023, or run as root"
                : "choose an address of this machine with --bind (ip address lists them)";
    }
}
