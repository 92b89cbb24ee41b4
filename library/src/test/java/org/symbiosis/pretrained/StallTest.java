package org.symbiosis.pretrained;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StallTest {
    @Test
    void aSilentStreamIsClosed() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        try (Stall stall = new Stall(stream(closed), Duration.ofMillis(40))) {
            stall.alive();
            assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aStreamThatEndedIsLeftAlone() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        try (Stall stall = new Stall(stream(closed), Duration.ofMillis(400))) {
            stall.alive();
        }
        assertThat(closed.await(600, TimeUnit.MILLISECONDS)).isFalse();
    }

    private static InputStream stream(CountDownLatch closed) {
        return new InputStream() {
            @Override
            public int read() {
                return -1;
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
    }
}
