/**
 * Images with the truth about their pixels: what each belongs to, and which objects there are.
 *
 * <p>Every reader is an {@link org.symbiosis.data.annotated.AnnotatedImages}: a list of images, the
 * names of their categories, and a {@link org.symbiosis.data.annotated.Labels} map for each, read
 * when asked for. Those that know objects hand out their masks as {@link
 * org.symbiosis.data.annotated.RunLength}; {@link org.symbiosis.data.annotated.Bsds} has several
 * people's segmentations of each image instead.
 *
 * <pre>{@code
 * CocoPanoptic coco = CocoPanoptic.open(Path.of("coco/val40"));
 * Labels truth = coco.labels(0);                        // index of a category for each pixel
 * String name = coco.categories().get(truth.id(10, 20)).name();
 * for (AnnotatedObject thing : coco.objects(0)) {
 *     Box box = thing.box();
 * }
 * }</pre>
 *
 * <p>What is missing, damaged or contradicts itself is refused with a {@link
 * org.symbiosis.UserError} that names the file. May use {@code data} and {@code tensor}.
 */
package org.symbiosis.data.annotated;
