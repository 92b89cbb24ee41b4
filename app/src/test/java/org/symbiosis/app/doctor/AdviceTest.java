package org.symbiosis.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AdviceTest {
    private static final long GB = 1L << 30;
    private static final Map<String, String> QUIET = Map.of("OMP_WAIT_POLICY", "passive");
    private static final Speed FAIR = new Speed(50, 95);

    private static Diagnosis with(Map<String, String> environment, Speed speed) {
        return with(environment, speed, "AVX2", 8 * GB, 20 * GB);
    }

    private static Diagnosis with(
            Map<String, String> environment, Speed speed, String kernels, long memory, long disk) {
        return with(
                new Machine("Linux 6, amd64", "a processor", kernels, 2, 0.4, 16 * GB, memory, GB),
                environment,
                speed,
                disk);
    }

    private static Diagnosis with(
            Machine machine, Map<String, String> environment, Speed speed, long disk) {
        return new Diagnosis(
                new Diagnosis.Versions("1", "17", "2.10.0", "2.10.0-1.5.13"),
                machine,
                new Diagnosis.Threads(1, 1, 1, 2),
                environment,
                new Diagnosis.Cuda(false, 0, "no"),
                new Space("/work", disk, "/cache", disk, GB / 2),
                speed);
    }

    @Test
    void aGoodMachineNeedsNoMending() {
        assertThat(Advice.of(with(QUIET, FAIR))).isEmpty();
    }

    @Test
    void spinningThreadsAreNamed() {
        assertThat(Advice.of(with(Map.of(), FAIR))).singleElement().asString().contains("is unset");
        assertThat(Advice.of(with(Map.of("OMP_WAIT_POLICY", "active"), FAIR)))
                .singleElement()
                .asString()
                .startsWith("OMP_WAIT_POLICY is active");
    }

    @Test
    void threadsTiedToCoresAreNamed() {
        Map<String, String> tied = Map.of("OMP_WAIT_POLICY", "PASSIVE", "OMP_PROC_BIND", "close");
        assertThat(Advice.of(with(tied, FAIR))).singleElement().asString().contains("unset both");
    }

    @Test
    void busyCoresAreNamed() {
        assertThat(Advice.of(with(QUIET, new Speed(50, 55))))
                .singleElement()
                .asString()
                .startsWith("2 workers do the work of 1.1");
    }

    @Test
    void aBusyMachineIsNamed() {
        Machine busy =
                new Machine("Linux 6, amd64", "a processor", "AVX2", 2, 30, 16 * GB, 8 * GB, GB);
        assertThat(Advice.of(with(busy, QUIET, FAIR, 20 * GB)))
                .singleElement()
                .asString()
                .startsWith("30 programs want 2 cores");
    }

    @Test
    void shortagesAreNamed() {
        assertThat(Advice.of(with(QUIET, FAIR, "DEFAULT", GB, GB / 2)))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).contains(": "));
    }

    @Test
    void theEnvironmentIsReducedToWhatMatters() {
        Map<String, String> all = Map.of("HOME", "/root", "OMP_NUM_THREADS", "4", "XOMP_A", "1");
        assertThat(Diagnosis.environment(all)).containsOnlyKeys("OMP_NUM_THREADS");
    }
}
