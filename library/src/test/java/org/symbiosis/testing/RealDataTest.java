package org.symbiosis.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class RealDataTest {
    @Test
    void aTestWithoutItsDataIsSkippedWithTheReason() {
        assertThatThrownBy(() -> RealData.folder("no such data"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("no such data")
                .hasMessageContaining("SYMBIOSIS_DATA");
    }
}
