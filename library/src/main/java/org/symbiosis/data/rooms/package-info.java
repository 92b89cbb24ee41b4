/**
 * The embedded data set: small ray-traced rooms, made on demand from a seed, with nothing to
 * download.
 *
 * <p>One generator gives pairs of pictures for relighting, albedo with sampled judgements of
 * lightness, instance and semantic masks, classes and captions. {@link
 * org.symbiosis.data.rooms.Rooms} renders a scene under its 25 lights; {@link
 * org.symbiosis.data.rooms.RoomsSources} gives lists of pictures; {@link
 * org.symbiosis.data.rooms.RoomsExport} writes folders that the readers of real data understand:
 *
 * <pre>{@code
 * RenderedRoom room = new Rooms(RoomsConfig.DEFAULT).render(0);
 * Picture byFlash = room.picture(18);
 * GroundTruth truth = room.truth();
 * ImageSource objects = RoomsSources.open("rooms:objects?n=600");
 * }</pre>
 *
 * <p>All randomness comes from {@link org.symbiosis.data.SplitMix} streams keyed by seed, scene and
 * purpose; all arithmetic is in doubles with {@link java.lang.StrictMath}; no sum depends on how
 * threads share the work. So the same configuration gives the same bytes everywhere.
 */
package org.symbiosis.data.rooms;
