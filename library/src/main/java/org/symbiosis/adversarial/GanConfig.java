package org.symbiosis.adversarial;

import java.util.List;

/**
 * Both players and what they play for (Eq. 3.8).
 *
 * @param discriminator the feature extractor
 * @param generator what makes images for it
 * @param adversary the distance between real and generated images
 * @param cluster the term of neighbours
 * @param smoothness the discriminator's regulariser
 */
public record GanConfig(
        DiscriminatorConfig discriminator,
        GeneratorConfig generator,
        Adversary adversary,
        ClusterConfig cluster,
        SmoothnessConfig smoothness) {

    /** Checks that the parts fit together. */
    public GanConfig {
        List<Integer> shape = generator.shape();
        if (shape.get(0) != discriminator.backbone().channels()) {
            throw new IllegalArgumentException(
                    "the generator makes "
                            + shape.get(0)
                            + " channels and the discriminator takes "
                            + discriminator.backbone().channels());
        }
        int reduction = discriminator.backbone().reduction();
        if (shape.size() == 3 && shape.get(1) % reduction != 0) {
            throw new IllegalArgumentException(
                    "the discriminator reduces images by "
                            + reduction
                            + ", which does not divide "
                            + shape.get(1)
                            + " pixels");
        }
        if (adversary instanceof Adversary.Hinge
                && (discriminator.embedding() != 1 || cluster.used())) {
            throw new IllegalArgumentException(
                    "the hinge loss takes one score per image and no neighbours: set"
                            + " model.discriminator.embedding to 1 and model.cluster.weight to 0");
        }
    }

    /** Table 3.1 on CIFAR: the full objective, 11.2 and 5.0 million trained values. */
    public static GanConfig cifar() {
        return new GanConfig(
                DiscriminatorConfig.cifar(),
                GeneratorConfig.BigGanDeep.of(32, 128, 128),
                Adversary.Gaussian.of(Adversary.Distance.JSD),
                ClusterConfig.of(10_240),
                SmoothnessConfig.reference());
    }

    /** Table 3.1 on ImageNet-10 and Table 3.5: images of 128 pixels. */
    public static GanConfig imagenet() {
        return cifar().withDiscriminator(DiscriminatorConfig.imagenet10())
                .withGenerator(GeneratorConfig.BigGanDeep.of(128, 128, 128));
    }

    /** A quarter of the widths: for machines without a GPU. */
    public static GanConfig tiny() {
        return new GanConfig(
                DiscriminatorConfig.of(BackboneConfig.Residual.cifar(16), 64),
                GeneratorConfig.BigGanDeep.of(32, 32, 128),
                Adversary.Gaussian.of(Adversary.Distance.JSD),
                ClusterConfig.of(2048),
                SmoothnessConfig.reference());
    }

    /** Figure 3.2: perceptrons on points of the plane. */
    public static GanConfig spiral() {
        return new GanConfig(
                DiscriminatorConfig.of(new BackboneConfig.Perceptron(2, 64, 3, 16, 5), 16),
                new GeneratorConfig.Perceptron(8, 64, 3, 2, 1.3),
                Adversary.Gaussian.of(Adversary.Distance.JSD),
                new ClusterConfig(3, 5, 1024, 1, ClusterConfig.NeighbourWeights.EQUAL),
                new SmoothnessConfig(1, 10, 1, Smoothness.NormHinge.CEILING, 4));
    }

    /** Without neighbours: the coarse term alone (Table 3.4, "3.2 only"). */
    public GanConfig coarseOnly() {
        return withCluster(cluster.withWeight(0));
    }

    /** The coarse term alone, with the Bhattacharyya distance (Table 3.4, D_B). */
    public GanConfig bhattacharyya() {
        return coarseOnly().withAdversary(Adversary.Gaussian.of(Adversary.Distance.BHATTACHARYYA));
    }

    /** The hinge loss of a usual GAN, with the same regulariser (Table 3.4, hinge). */
    public GanConfig hinge() {
        SmoothnessConfig jacobian = smoothness.withHinge(Smoothness.NormHinge.OFF);
        return new GanConfig(
                discriminator.withEmbedding(1),
                generator,
                new Adversary.Hinge(),
                cluster.withWeight(0),
                jacobian);
    }

    /** Spectral normalisation of every layer in place of the regulariser (Table 3.4). */
    public GanConfig spectralNorm() {
        return new GanConfig(
                discriminator.withWeights(Weights.SPECTRAL),
                generator,
                adversary,
                cluster,
                SmoothnessConfig.none());
    }

    /** The same with another discriminator. */
    public GanConfig withDiscriminator(DiscriminatorConfig other) {
        return new GanConfig(other, generator, adversary, cluster, smoothness);
    }

    /** The same with another generator. */
    public GanConfig withGenerator(GeneratorConfig other) {
        return new GanConfig(discriminator, other, adversary, cluster, smoothness);
    }

    /** The same for another game. */
    public GanConfig withAdversary(Adversary other) {
        return new GanConfig(discriminator, generator, other, cluster, smoothness);
    }

    /** The same with another term of neighbours. */
    public GanConfig withCluster(ClusterConfig other) {
        return new GanConfig(discriminator, generator, adversary, other, smoothness);
    }

    /** The same with another regulariser. */
    public GanConfig withSmoothness(SmoothnessConfig other) {
        return new GanConfig(discriminator, generator, adversary, cluster, other);
    }

    /** Side of the images in pixels; 1 for points. */
    public int side() {
        List<Integer> shape = generator.shape();
        return shape.size() == 3 ? shape.get(1) : 1;
    }
}
