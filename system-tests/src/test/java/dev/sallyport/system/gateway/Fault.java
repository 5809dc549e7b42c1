package dev.sallyport.system.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** What becomes of a piece of an answer on a {@link Wire}. */
enum Fault {
    NONE,
    CHANGED,
    SWAPPED,
    IN_SMALL_PIECES,
    LATE,
    CUT;

    private static final Duration HELD_UP = Duration.ofMillis(300);

    void pass(byte[] bytes, int length, OutputStream out, Random chance) throws IOException {
        switch (this) {
            case NONE -> out.write(bytes, 0, length);
            case CHANGED -> {
                bytes[chance.nextInt(length)] ^= (byte) (1 + chance.nextInt(255));
                out.write(bytes, 0, length);
            }
            case SWAPPED -> {
                out.write(bytes, length / 2, length - length / 2);
                out.write(bytes, 0, length / 2);
            }
            case IN_SMALL_PIECES -> {
                for (int i = 0; i < length; i++) {
                    out.write(bytes, i, 1);
                    out.flush();
                }
            }
            case LATE -> {
                LockSupport.parkNanos(HELD_UP.toNanos());
                out.write(bytes, 0, length);
            }
            case CUT -> {
                out.write(bytes, 0, length / 2);
                throw new IOException("Cut off");
            }
        }
    }
}
