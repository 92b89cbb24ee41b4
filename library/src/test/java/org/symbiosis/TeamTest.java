package org.symbiosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TeamTest {
    @Test
    void resultsComeInTheOrderOfTheTasks() {
        try (Team team = new Team("test", 3)) {
            List<Future<Integer>> tasks =
                    IntStream.range(0, 20).mapToObj(i -> team.begin(() -> i * i)).toList();

            assertThat(Team.results(tasks))
                    .isEqualTo(IntStream.range(0, 20).mapToObj(i -> i * i).toList());
        }
    }

    @Test
    @Timeout(20)
    void membersWorkAtTheSameTimeOnDaemonThreadsOfTheirName() {
        CountDownLatch all = new CountDownLatch(4);
        try (Team team = new Team("test", 4)) {
            List<Future<Thread>> tasks =
                    IntStream.range(0, team.size())
                            .mapToObj(
                                    i ->
                                            team.begin(
                                                    () -> {
                                                        all.countDown();
                                                        all.await();
                                                        return Thread.currentThread();
                                                    }))
                            .toList();

            assertThat(Team.results(tasks))
                    .doesNotHaveDuplicates()
                    .allMatch(Thread::isDaemon)
                    .allMatch(t -> t.getName().equals("symbiosis-test"));
        }
    }

    @Test
    void whatATaskThrowsIsThrownAsItIs() {
        UserError wrong = UserError.usage("wrong", "mend it");
        OutOfMemoryError full = new OutOfMemoryError("full");
        IOException checked = new IOException("checked");
        try (Team team = new Team("test", 1)) {
            assertThatThrownBy(() -> Team.result(team.begin(thrower(wrong)))).isSameAs(wrong);
            assertThatThrownBy(() -> Team.result(team.begin(thrower(full)))).isSameAs(full);
            assertThatThrownBy(() -> Team.result(team.begin(thrower(checked))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasCause(checked);
        }
    }

    @Test
    void aFailureIsToldOnlyWhenAllHaveEnded() {
        AtomicInteger ended = new AtomicInteger();
        UserError first = UserError.usage("first", "mend it");
        try (Team team = new Team("test", 2)) {
            List<Future<Integer>> tasks =
                    List.of(
                            team.begin(thrower(first)),
                            team.begin(thrower(UserError.usage("second", "mend it"))),
                            team.begin(
                                    () -> {
                                        Thread.sleep(100);
                                        return ended.incrementAndGet();
                                    }));

            assertThatThrownBy(() -> Team.results(tasks)).isSameAs(first);

            assertThat(ended).hasValue(1);
        }
    }

    private static Callable<Integer> thrower(Throwable thrown) {
        return () -> {
            if (thrown instanceof Error e) {
                throw e;
            }
            throw (Exception) thrown;
        };
    }
}
