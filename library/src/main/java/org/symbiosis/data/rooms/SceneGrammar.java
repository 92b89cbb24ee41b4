package org.symbiosis.data.rooms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbiosis.data.SplitMix;

/** Draws a furnished room from the stream of its index. */
final class SceneGrammar {
    private static final double LIKELY = .75;

    private final RoomType type;
    private final SplitMix r;
    private final Shell room;
    private final Camera camera;
    private final FloorPlan plan;
    private final List<Part> things = new ArrayList<>();

    private SceneGrammar(long seed, long index) {
        this.type = RoomType.of(index);
        this.r = Purpose.SCENE.open(seed, index);
        this.room = Shell.draw(r, type);
        this.camera = Camera.front(r, room);
        this.plan = new FloorPlan(room);
    }

    /** The scene of this index. */
    static Scene draw(long seed, long index, Probe probe) {
        SceneGrammar g = new SceneGrammar(seed, index);
        Optional<Part> ball = probe.placeIn(g.plan, g.camera);
        g.furnish();
        Vec bulb = g.luminaire();
        g.things.addAll(Decor.draw(g.r, g.room));
        ball.ifPresent(g.things::add);
        return new Scene(seed, index, g.type, g.room, g.things, bulb, g.camera);
    }

    private void furnish() {
        List<Wish> wishes = type.wishes();
        for (int i = 0; i < wishes.size(); i++) {
            if (i < 2 || r.chance(LIKELY)) {
                grant(wishes.get(i));
            }
        }
        int extras = 1 + r.below(3);
        for (int i = 0; i < extras; i++) {
            grant(r.pick(RoomType.EXTRAS));
        }
    }

    private void grant(Wish wish) {
        Piece piece = wish.build().apply(r);
        plan.put(r, piece, wish.slots()).ifPresent(p -> things.addAll(p.parts()));
        if (piece.parts().get(0).semantic() == Semantic.BED) {
            plan.close(Slot.C);
        }
    }

    /** A floor lamp or a pendant; where its bulb is. */
    private Vec luminaire() {
        Optional<Piece> standing =
                r.chance(.5)
                        ? plan.put(r, Lamps.floorLamp(r), Furniture.LAMP.slots())
                        : Optional.empty();
        Piece lamp = standing.orElseGet(this::pendant);
        things.addAll(lamp.parts());
        return Lamps.bulb(lamp);
    }

    private Piece pendant() {
        Vec at = Vec.of(r.u(-.25, .25) * room.width(), 0, r.u(.4, .65) * room.depth());
        return Lamps.pendant(r, room.height()).placed(at, 0);
    }
}
