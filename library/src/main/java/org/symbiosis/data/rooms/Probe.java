package org.symbiosis.data.rooms;

import java.util.Optional;

/** Whether a mirror sphere on a stand shows what surrounds the room's middle. */
public enum Probe {
    /** No probe. */
    NONE {
        @Override
        Optional<Part> placeIn(FloorPlan plan, Camera camera) {
            return Optional.empty();
        }
    },
    /** A sphere of radius .16 m on a charcoal stand, at a front place near the camera's axis. */
    MIRROR_BALL {
        @Override
        Optional<Part> placeIn(FloorPlan plan, Camera camera) {
            return plan.nearest(camera, Slot.FRONT)
                    .flatMap(slot -> plan.putAt(slot, Piece.of(mirrorBall())))
                    .map(piece -> piece.parts().get(0));
        }
    };

    private static final double RADIUS = .16;
    private static final double STAND = .45;

    abstract Optional<Part> placeIn(FloorPlan plan, Camera camera);

    private static Part mirrorBall() {
        Material stand = Material.plain(Colour.CHARCOAL);
        Material mirror = Material.plain(Colour.WHITE).withFinish(Material.Finish.MIRROR);
        return Part.joiner()
                .frustum(Vec.of(0, 0, 0), .12, .05, STAND, stand)
                .ellipsoid(Vec.of(0, STAND + RADIUS, 0), Vec.of(RADIUS, RADIUS, RADIUS), mirror)
                .as(Semantic.BALL, "mirror ball");
    }
}
