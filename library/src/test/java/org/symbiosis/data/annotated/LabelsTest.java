package org.symbiosis.data.annotated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.symbiosis.data.Planes;
import org.symbiosis.data.SplitMix;
import org.symbiosis.data.Transform;

class LabelsTest {
    private final Labels map = new Labels(3, 2, new int[] {0, 1, 1, Labels.VOID, 4, 1});

    @Test
    void knowsItsIds() {
        assertThat(map.id(1, 1)).isEqualTo(4);
        assertThat(map.largest()).isEqualTo(4);
        assertThat(map.present()).containsExactly(0, 1, 4);
        assertThat(map.map(id -> id + 2).ids()).containsExactly(2, 3, 3, Labels.VOID, 6, 3);
        assertThat(map).isEqualTo(map.map(id -> id)).hasSameHashCodeAs(map.map(id -> id));
        assertThat(map).isNotEqualTo(map.map(id -> 0)).hasToString("Labels[3 x 2, 3 ids]");
    }

    @Test
    void growsAndShrinksByNearest() {
        assertThat(map.resized(6, 4).resized(3, 2)).isEqualTo(map);
        assertThat(map.resized(2, 1).ids()).containsExactly(0, 1);
        assertThat(map.resized(6, 2).ids())
                .containsExactly(0, 0, 1, 1, 1, 1, Labels.VOID, Labels.VOID, 4, 4, 1, 1);
    }

    @Test
    void theSquareIsWhatIsLeftOfTheImage() {
        int w = 38;
        int h = 20;
        int[] ids = new int[w * h];
        float[] planes = new float[3 * w * h];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i % w < 16 ? 0 : 1;
            planes[i] = ids[i];
        }
        Planes image = new Planes(w, h, planes);
        SplitMix none = SplitMix.of(0);
        Planes resized = new Transform.Resize(10).apply(image, none);
        Planes square = new Transform.CentreCrop(10).apply(resized, none);
        Labels labels = new Labels(w, h, ids).square(10);
        for (int i = 0; i < 100; i++) {
            assertThat(labels.ids()[i]).isEqualTo(Math.round(square.values()[i]));
        }
        assertThat(new Labels(h, w, ids).square(20).width()).isEqualTo(20);
    }

    @Test
    void isCutOut() {
        assertThat(map.crop(1, 0, 2, 2)).isEqualTo(new Labels(2, 2, new int[] {1, 1, 4, 1}));
        assertThatThrownBy(() -> map.crop(2, 0, 2, 2)).hasMessageContaining("2 x 2 pixels");
        assertThatThrownBy(() -> map.crop(-1, 0, 2, 2)).hasMessageContaining("(-1, 0)");
    }

    @Test
    void refusesWhatIsNoMap() {
        assertThatThrownBy(() -> new Labels(2, 2, new int[3])).hasMessageContaining("3 ids");
        assertThatThrownBy(() -> new Labels(0, 2, new int[0])).hasMessageContaining("0 x 2");
        assertThatThrownBy(() -> new Labels(1 << 16, 1 << 16, new int[0]))
                .hasMessageContaining("65536 x 65536");
        assertThatThrownBy(() -> new Labels(1, 1, new int[] {-2})).hasMessageContaining("-2");
        assertThatThrownBy(() -> map.requireSizeOf(new Labels(2, 3, new int[6])))
                .hasMessageContaining("3 x 2 and 2 x 3");
    }
}
