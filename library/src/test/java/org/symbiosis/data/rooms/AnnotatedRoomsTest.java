package org.symbiosis.data.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.UserError;
import org.symbiosis.data.annotated.AnnotatedObject;
import org.symbiosis.data.annotated.Category;
import org.symbiosis.data.annotated.Labels;

class AnnotatedRoomsTest {
    private static final RoomsConfig SMALL = RoomsConfig.DEFAULT.withSize(32);

    @Test
    void aRoomIsSeenAsTheDataSetShowsItUnderTheLightWhoseTurnItIs() {
        AnnotatedRooms rooms = new AnnotatedRooms(SMALL, Split.TEST, 3);
        for (int i = 0; i < 3; i++) {
            RenderedRoom room = new Rooms(SMALL).render(Split.TEST.first() + i);
            assertThat(rooms.picture(i).samples()).isEqualTo(room.picture(i).samples());
            byte[] truth = room.truth().semantic();
            assertThat(Arrays.stream(rooms.labels(i).ids()).boxed())
                    .containsExactlyElementsOf(
                            IntStream.range(0, truth.length)
                                    .mapToObj(p -> (int) truth[p])
                                    .toList());
            assertThat(rooms.images().path(i)).endsWith("/0" + i);
        }
    }

    @Test
    void categoriesStandAtTheirIds() {
        AnnotatedRooms rooms = new AnnotatedRooms(SMALL, Split.TEST, 1);
        assertThat(rooms.categories()).hasSize(Semantic.values().length);
        for (Semantic semantic : Semantic.values()) {
            assertThat(rooms.categories().get(semantic.id()).name()).isEqualTo(semantic.label());
        }
        Labels labels = rooms.labels(0);
        assertThat(labels.present()).contains(Semantic.WALL.id(), Semantic.FLOOR.id());
    }

    @Test
    void furnitureIsOutlinedWhereItsLabelsAre() {
        AnnotatedRooms rooms = new AnnotatedRooms(SMALL, Split.TEST, 2);
        for (int i = 0; i < 2; i++) {
            Labels labels = rooms.labels(i);
            boolean[] covered = new boolean[labels.ids().length];
            for (AnnotatedObject object : rooms.objects(i)) {
                boolean[] mask = object.mask().mask();
                int area = 0;
                for (int p = 0; p < mask.length; p++) {
                    if (mask[p]) {
                        assertThat(labels.ids()[p]).isEqualTo(object.category());
                        assertThat(covered[p]).isFalse();
                        covered[p] = true;
                        area++;
                    }
                }
                assertThat(object.area()).isEqualTo(area);
            }
            for (int p = 0; p < covered.length; p++) {
                boolean isStuff =
                        rooms.categories().get(labels.ids()[p]).kind() == Category.Kind.STUFF;
                assertThat(covered[p]).isNotEqualTo(isStuff);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rooms,30,test",
        "rooms:train,240,train",
        "rooms:scenes?n=7&size=32&split=extra,7,extra",
        "rooms?n=4,4,test"
    })
    void locationsNameRooms(String location, int count, String split) {
        AnnotatedRooms rooms = RoomsSources.annotated(location);
        assertThat(rooms.size()).isEqualTo(count);
        assertThat(rooms.images().name()).contains(split);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rooms:objects", "rooms:scenes?n=0", "rooms:scenes?colour=red", "attic"})
    void whatHasNoLabelsIsRefusedInOneLine(String location) {
        assertThatThrownBy(() -> RoomsSources.annotated(location))
                .isInstanceOf(UserError.class)
                .message()
                .doesNotContain("\n");
    }
}
