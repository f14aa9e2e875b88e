import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import path from 'node:path';
import * as z from 'zod';
import { writeFileAtomically } from '../../dataset/files/atomicWrite';
import { errorCode, explainFileError, writeFailure } from '../../dataset/files/fileError';
import { reasonOf } from '../../dataset/files/reason';
import { writeSynced } from '../../dataset/files/sync';
import type { DecoderParameters } from '../decoder/parameters';
import { decoderShapeSchema, type DecoderShape } from '../decoder/shape';
import { decodeWeightsFile, encodeWeightsFile } from '../weights';
import { weightSpecsSchema } from '../weightSpecs';
import { trainingSettingsSchema, type TrainingSettings } from './settings';
import { makeFolder } from '../../dataset/files/makeFolder';

const trainingRecordSchema = z.object({
  step: z.int(),
  epoch: z.number(),
  /** Mean training loss a piece since the record before, in nats; null before the first step. */
  loss: z.number().nullable(),
  validationLoss: z.number(),
  figures: z.record(z.string(), z.number()),
});
export type TrainingRecord = z.infer<typeof trainingRecordSchema>;

const checkpointSchema = z.object({
  format: z.literal('showtell-checkpoint'),
  version: z.literal(1),
  settings: trainingSettingsSchema,
  shape: decoderShapeSchema,
  step: z.int().nonnegative(),
  records: z.array(trainingRecordSchema),
  running: z.object({ loss: z.number(), pieces: z.number(), reward: z.number() }),
  weights: z.object({
    file: z.string().regex(/^step-\d+\.bin$/),
    /** Of its bytes: a power cut may leave zeros in a file of the right size. Older checkpoints have none. */
    sha256: z.string().optional(),
    specs: weightSpecsSchema,
  }),
});

/** Everything that a run needs to go on as if it had not been interrupted. */
export interface Checkpoint {
  settings: TrainingSettings;
  shape: DecoderShape;
  step: number;
  records: TrainingRecord[];
  /** Sums since the last record. */
  running: { loss: number; pieces: number; reward: number };
  optimiser: DecoderParameters;
  best?: DecoderParameters;
}

/** Keeps the newest checkpoint of a run in a folder. */
export class CheckpointStore {
  constructor(readonly directory: string) {}

  /**
   * Writes the weights first and the file that names them last, so that a crash leaves the checkpoint before it whole. Each is on the
   * disk before what it takes the place of is deleted: a power cut leaves one of the two, too. The tensors stay the caller's.
   * @throws Error if it cannot be written; the checkpoint before it is whole then
   */
  async save(checkpoint: Checkpoint): Promise<void> {
    const { optimiser, best, ...rest } = checkpoint;
    const before = await this.readDescription();
    const file = `step-${checkpoint.step}.bin`;
    const named = { ...prefixed('optimiser', optimiser), ...prefixed('best', best ?? {}) };
    const { specs, data } = await encodeWeightsFile(named, { dtype: 'float32' });
    const description = {
      format: 'showtell-checkpoint',
      version: 1,
      ...rest,
      weights: { file, sha256: hashOf(data), specs },
    };
    try {
      await makeFolder(this.directory);
      await writeSynced(path.join(this.directory, file), data);
      await writeFileAtomically(
        path.join(this.directory, 'checkpoint.json'),
        Buffer.from(JSON.stringify(description, undefined, 1)),
      );
    } catch (error) {
      if (before?.weights.file !== file) await rm(path.join(this.directory, file), { force: true });
      throw writeFailure(this.directory, error);
    }
    if (before && before.weights.file !== file)
      await rm(path.join(this.directory, before.weights.file), { force: true });
  }

  /**
   * The checkpoint of this folder, or nothing if there is none. The caller takes the tensors.
   * @throws Error if it was made with other settings or for another decoder, as going on would mix two runs; or if it is damaged
   */
  async load(wanted: { settings: TrainingSettings; shape: DecoderShape }): Promise<Checkpoint | undefined> {
    const description = await this.readDescription();
    if (!description) return undefined;
    const { settings, shape, step, records, running, weights } = description;
    if (!isDeepStrictEqual(settings, wanted.settings) || !isDeepStrictEqual(shape, wanted.shape)) {
      throw new Error(
        `The checkpoint in ${this.directory} was made with other settings. Give the same settings to go on with it, or another folder.`,
      );
    }
    const tensors = await this.readWeights(weights);
    const best = unprefixed('best', tensors);
    return {
      settings,
      shape,
      step,
      records,
      running,
      optimiser: unprefixed('optimiser', tensors),
      ...(Object.keys(best).length > 0 ? { best } : {}),
    };
  }

  /** Whether there is a run to take up. */
  async exists(): Promise<boolean> {
    return (await this.readDescription()) !== undefined;
  }

  /** Forgets the run. */
  async clear(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }

  private async readDescription(): Promise<z.infer<typeof checkpointSchema> | undefined> {
    const file = path.join(this.directory, 'checkpoint.json');
    const bytes = await readFile(file).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw new Error(`The checkpoint ${file} cannot be read: ${explainFileError(error)}.`, { cause: error });
    });
    if (!bytes) return undefined;
    try {
      return checkpointSchema.parse(JSON.parse(bytes.toString('utf8')));
    } catch (error) {
      throw this.damaged(file, 'it is no description of a checkpoint', error);
    }
  }

  private async readWeights({
    file,
    sha256,
    specs,
  }: z.infer<typeof checkpointSchema>['weights']): Promise<DecoderParameters> {
    const place = path.join(this.directory, file);
    try {
      const data = await readFile(place);
      if (sha256 !== undefined && hashOf(data) !== sha256) throw new Error('its content is not what was written');
      return decodeWeightsFile(specs, data);
    } catch (error) {
      throw this.damaged(place, errorCode(error) === '' ? reasonOf(error) : explainFileError(error), error);
    }
  }

  private damaged(file: string, reason: string, cause: unknown): Error {
    return new Error(
      `The checkpoint file ${file} is damaged: ${reason.replace(/\.$/, '')}. Delete the folder ${this.directory} to start anew; the models and datasets are not in it.`,
      { cause },
    );
  }
}

function hashOf(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function prefixed(prefix: string, tensors: DecoderParameters): DecoderParameters {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [`${prefix}/${name}`, tensor]));
}

function unprefixed(prefix: string, tensors: DecoderParameters): DecoderParameters {
  return Object.fromEntries(
    Object.entries(tensors)
      .filter(([name]) => name.startsWith(`${prefix}/`))
      .map(([name, tensor]) => [name.slice(prefix.length + 1), tensor]),
  );
}
