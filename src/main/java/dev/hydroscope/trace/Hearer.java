package dev.hydroscope.trace;

/**
 * Hears each wanted event once, as soon as all is known of its connection that will be: named, or left unnamed for good. Of
 * one connection they come in order.
 */
public interface Hearer {
    /** Nobody hears: events are kept for the store. */
    Hearer NONE = new Hearer() {
        @Override
        public void event(Connection connection, Event event) {
            throw new IllegalStateException("nobody hears");
        }

        @Override
        public void event(Request request, Event event) {
            throw new IllegalStateException("nobody hears");
        }
    };

    /** Whether requests are looked at once they are whole; otherwise nobody needs to keep their headers. */
    default boolean readsRequests() {
        return true;
    }

    /** One that belongs to no request, or of which no request is known. */
    void event(Connection connection, Event event);

    void event(Request request, Event event);
}
