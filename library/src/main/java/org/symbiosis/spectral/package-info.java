/**
 * What and where pathways (chapter 4): dense features and regions out of the attention of a frozen
 * model, of all its layers at once, without training and without labels.
 *
 * <p>An {@link org.symbiosis.spectral.AttentionTap} reads the layers of an image, {@link
 * org.symbiosis.spectral.GraphSet} makes them graphs, a solver makes those a map of C channels.
 *
 * <pre>{@code
 * AttentionModel model = AttentionModels.open(Path.of("vit_tiny_patch16_224.safetensors"));
 * Tensor image = torch.rand(1, 3, 224, 224);
 * List<AttentionLayer> layers = new ModelTap(model).layers(image);
 * try (GraphSet graphs = GraphSet.of(layers, Affinity.QUERY_KEY)) {
 *     EigenMethod krylov = EigenMethod.Krylov.usual();
 *     EigenSolver solver = new EigenSolver(10, krylov, EigenSolver.First.LEFT_OUT, 0);
 *     float[] features = solver.solve(graphs).features(); // (N, 10), to be clustered
 * }
 * }</pre>
 *
 * <p>Query-key graphs order places by layout ("where"), value-value graphs by meaning ("what"). May
 * use {@code pretrained}, {@code nn}, {@code data}, {@code train}, {@code eval}, {@code config} and
 * {@code tensor}.
 */
package org.symbiosis.spectral;
