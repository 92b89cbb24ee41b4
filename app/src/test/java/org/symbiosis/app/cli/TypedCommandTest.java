package org.symbiosis.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypedCommandTest {
    @Test
    void whatAShellWouldReadIsQuoted() {
        assertThat(
                        TypedCommand.line(
                                List.of("evaluate", "where", "rooms:scenes?n=4&size=32", "-o=a/b")))
                .isEqualTo("symbiosis evaluate where 'rooms:scenes?n=4&size=32' -o=a/b");
    }

    @Test
    void quotesAndNothingSurvive() {
        assertThat(TypedCommand.line(List.of("it's", ""))).isEqualTo("symbiosis 'it'\\''s' ''");
    }
}
