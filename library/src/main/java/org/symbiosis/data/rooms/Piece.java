package org.symbiosis.data.rooms;

import java.util.List;

/**
 * A piece of furniture with what stands on it: the first part is the piece itself.
 *
 * @param parts in the piece's own frame
 */
record Piece(List<Part> parts) {
    Piece {
        parts = List.copyOf(parts);
    }

    static Piece of(Part... parts) {
        return new Piece(List.of(parts));
    }

    /** Turned about the y axis, then moved. */
    Piece placed(Vec shift, double turn) {
        return new Piece(parts.stream().map(p -> p.placed(shift, turn)).toList());
    }

    /** Without the things of another kind that stand on it. */
    Piece alone() {
        Semantic own = parts.get(0).semantic();
        return new Piece(parts.stream().filter(p -> p.semantic() == own).toList());
    }

    Bounds bounds() {
        return Bounds.ofParts(parts);
    }
}
