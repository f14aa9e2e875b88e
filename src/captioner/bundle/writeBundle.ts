import type { ObjectNamer } from '../objects/objectNamer';
import type { Decoder } from '../decoder/decoder';
import type { Encoder } from '../encoder/encoder';
import type { Vocabulary } from '../vocabulary/vocabulary';
import { encodeNgrams } from '../ngrams/ngramFile';
import type { NgramModel } from '../ngrams/ngramModel';
import { encodeWeightsFile } from '../weights';
import {
  describeFile,
  descriptionFile,
  descriptionText,
  classifierFile,
  detectedWordsFile,
  detectorsFile,
  ngramsFile,
  objectTableFile,
  type BundleDescription,
  type BundleFile,
} from './description';
import type { WordDetectors } from '../detectors/wordDetectors';
import { detectedWordsData, detectorsData } from './detectorFiles';
import { classifierData, objectTableData } from './objectFiles';
import { placeBundle } from './placeBundle';

/** What a bundle is made of; the tensors stay the caller's. */
export interface BundleParts {
  id: string;
  name: string;
  encoder: Encoder;
  decoder: Pick<Decoder, 'shape' | 'parameters' | 'evidence'>;
  vocabulary: Vocabulary;
  ngrams?: NgramModel;
  namer?: Pick<ObjectNamer, 'table' | 'classifier'>;
  detectors?: WordDetectors;
  lineage: BundleDescription['lineage'];
  training: BundleDescription['training'];
  figures: Record<string, number>;
  /** Of the model that it was made from: a fine-tuned model is about as sure. */
  calibration?: BundleDescription['calibration'];
  /** What else goes into the folder, by file name: not needed to use the model. */
  documents?: Readonly<Record<string, string>>;
}

/**
 * Writes a bundle, weights as float16, see {@link placeBundle}.
 * @throws Error if something is there already, or if it cannot be written
 */
export function writeBundle(directory: string, parts: BundleParts): Promise<BundleDescription> {
  return placeBundle(directory, async (writeFile) => {
    const write = async (file: string, data: Uint8Array): Promise<BundleFile> => {
      await writeFile(file, data);
      return describeFile(file, data);
    };
    const encoder = await encodeWeightsFile(parts.encoder.parameters, { dtype: 'float16' });
    const decoder = await encodeWeightsFile(parts.decoder.parameters, { dtype: 'float16' });
    const spoken = parts.decoder.evidence;
    const evidence = spoken && (await encodeWeightsFile(spoken.weights, { dtype: 'float16' }));
    const detectors = parts.detectors && (await detectorsData(parts.detectors));
    const { namer } = parts;
    const classifier = namer && (await classifierData(namer.classifier));
    const description: BundleDescription = {
      format: 'showtell-bundle',
      version: 1,
      id: parts.id,
      name: parts.name,
      created: new Date().toISOString(),
      encoder: {
        architecture: parts.encoder.architecture.name,
        weights: { ...(await write('encoder.bin', encoder.data)), specs: encoder.specs },
        ...(parts.encoder.activations && { activations: { ...parts.encoder.activations } }),
      },
      decoder: {
        shape: parts.decoder.shape,
        weights: { ...(await write('decoder.bin', decoder.data)), specs: decoder.specs },
      },
      vocabulary: await write('vocabulary.json', Buffer.from(`${JSON.stringify(parts.vocabulary.toData())}\n`)),
      ...(parts.ngrams && { ngrams: await write(ngramsFile, encodeNgrams(parts.ngrams)) }),
      ...(evidence && {
        evidence: {
          pieces: [...spoken.pieces],
          weights: { ...(await write('evidence.bin', evidence.data)), specs: evidence.specs },
        },
      }),
      ...(parts.detectors &&
        detectors && {
          detectors: {
            words: await write(detectedWordsFile, detectedWordsData(parts.detectors)),
            weights: { ...(await write(detectorsFile, detectors.data)), specs: detectors.specs },
          },
        }),
      ...(classifier && {
        objects: {
          table: await write(objectTableFile, objectTableData(namer.table)),
          weights: { ...(await write(classifierFile, classifier.data)), specs: classifier.specs },
        },
      }),
      lineage: parts.lineage,
      training: parts.training,
      figures: parts.figures,
      ...(parts.calibration && { calibration: parts.calibration }),
    };
    for (const [file, text] of Object.entries(parts.documents ?? {})) await writeFile(file, text);
    await writeFile(descriptionFile, descriptionText(description));
    return description;
  });
}
