/**
 * End-to-end fine-tuning of a vision transformer for classification, as masked autoencoders are
 * judged (column FT of Table 2.1; He et al. 2022, appendix A).
 *
 * <p>The entry is {@link org.symbiosis.eval.finetune.FineTuning}; a {@link
 * org.symbiosis.eval.finetune.FineTuneConfig} holds every number of the protocol:
 *
 * <pre>{@code
 * ImageSource train = ImageSources.open("train.zip");
 * ImageSource test = ImageSources.open("test.zip");
 * FineTuning.Images images =
 *         new FineTuning.Images(train, test, LoaderConfig.OnCorrupt.SKIP);
 * FineTuneConfig config = FineTuneConfig.small(Normalisation.CIFAR10);
 * try (MaeFile file = MaeFile.open(Path.of("runs/mine"));
 *         RunDirectory run = RunDirectory.create(Path.of("runs/fine-tuned"))) {
 *     VisionTransformer encoder = file.model().encoder();
 *     double percent = FineTuning.run(encoder, config, images, run, Progress.SILENT).top1();
 * }
 * }</pre>
 *
 * <p>Uses {@code nn}, {@code data}, {@code train} and {@code tensor}; knows no method.
 */
package org.symbiosis.eval.finetune;
