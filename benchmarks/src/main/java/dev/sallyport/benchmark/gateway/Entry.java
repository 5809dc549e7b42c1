package dev.sallyport.benchmark.gateway;

import java.util.function.Supplier;

/**
 * One row of the table.
 *
 * @param title what it is, for people
 * @param caller what its requests bring
 * @param path what the paths of its requests begin with
 * @param padding how long a header is that nobody reads; none if 0
 */
record Entry(String name, String title, Caller caller, String path, int padding, Supplier<Servers.Running> server) {

    Entry(String name, String title, Caller caller, String path, Supplier<Servers.Running> server) {
        this(name, title, caller, path, 0, server);
    }

    Entry(String name, String title, Caller caller, Supplier<Servers.Running> server) {
        this(name, title, caller, "", server);
    }

    /** What a request brings to show who calls. */
    enum Caller {
        SESSION,
        /** The same token each time. */
        BEARER,
        /** Another token each time. */
        NEW_BEARER
    }
}
