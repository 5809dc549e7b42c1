package dev.sallyport.benchmark.gateway;

import java.util.function.Supplier;

/**
 * One row of the table.
 *
 * @param title what it is, for people
 * @param caller what its requests bring
 * @param path what the paths of its requests begin with
 */
record Entry(String name, String title, Caller caller, String path, Supplier<Servers.Running> server) {

    /** What a request brings to show who calls. */
    enum Caller {
        SESSION,
        BEARER
    }
}
