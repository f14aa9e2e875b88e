/** What the engine and its client say to each other; both ends check what arrives. */
import { NotificationType, RequestType } from 'vscode-jsonrpc/node';
import * as z from 'zod';
import { effortSchema } from '../../captioner/evaluation/effort';
import { scoresSchema } from '../../captioner/metrics/scores';
import { varietySchema } from '../../captioner/metrics/variety';
import { backendChoiceSchema } from '../backends/backendChoice';

export const prioritySchema = z.enum(['focus', 'visible', 'batch']);
export type Priority = z.infer<typeof prioritySchema>;

export const startParamsSchema = z.object({ backend: backendChoiceSchema });
export const startResultSchema = z.object({ backend: z.string(), backendReason: z.string() });

export const modelParamsSchema = z.object({ directory: z.string() });
export const modelResultSchema = z.object({ id: z.string(), name: z.string() });
export type ModelInfo = z.infer<typeof modelResultSchema>;

export const suggestParamsSchema = z.object({
  imagePath: z.string(),
  beam: z.int().min(1).max(50).optional(),
  priority: prioritySchema,
  /** False: where the captioner looked is left out, which is most of what would be sent. */
  attention: z.boolean().optional(),
});
export type SuggestParams = z.infer<typeof suggestParamsSchema>;

export const trainParamsSchema = z.object({
  trainPath: z.string(),
  validationPath: z.string(),
  out: z.string(),
  /** A folder that scripts/import-encoder.ts wrote, or a bundle whose encoder is used; not read with `from`. */
  encoder: z.string(),
  /** A bundle to go on from. */
  from: z.string().optional(),
  /** What is trained: the likelihood of people's captions, that with the encoder's last blocks, or what is rewarded. */
  kind: z.enum(['likelihood', 'encoder', 'selfCritical']),
  encoderBlocks: z.int().positive().optional(),
  /** Where the images' features are kept between runs. */
  cache: z.string().optional(),
  resume: z.boolean(),
  seed: z.int(),
  epochs: z.number().positive().optional(),
  imagesPerStep: z.int().positive().optional(),
  learningRate: z.number().positive().optional(),
  vocabulary: z.int().min(258).optional(),
  attention: z.boolean(),
  /** `plain`: lower case, without the full stop at the end. */
  style: z.enum(['plain', 'asWritten']),
  name: z.string().min(1),
});
export type TrainParams = z.infer<typeof trainParamsSchema>;

export const trainResultSchema = z.object({
  model: z.object({ id: z.string(), name: z.string(), directory: z.string() }),
  scores: scoresSchema,
  problems: z.array(z.object({ fileName: z.string(), reason: z.string() })),
});
export type TrainResult = z.infer<typeof trainResultSchema>;

export const evaluateParamsSchema = z.object({
  datasetPath: z.string(),
  model: z.string(),
  beam: z.int().min(1).max(50).optional(),
  /** Of the dataset the first so many images; all if it is not given. */
  images: z.int().positive().optional(),
  /** Whether to simulate what a person has to type, too. */
  effort: z.boolean().optional(),
  /** And what it takes with a fine-tune after every so many images. */
  learnEvery: z.int().positive().optional(),
});
export type EvaluateParams = z.infer<typeof evaluateParamsSchema>;

export const evaluateResultSchema = z.object({
  images: z.int(),
  /** CIDEr-D is null with one image: no word is rarer than another then. */
  scores: scoresSchema.extend({ ciderD: z.number().nullable() }),
  variety: varietySchema,
  /** Captions that were cut, as the search follows no more pieces. */
  cut: z.int(),
  /** Whether captions are of a script that puts no space between words: `Intl.Segmenter` then tells them apart. */
  spaceless: z.boolean(),
  effort: effortSchema.optional(),
  effortLearning: effortSchema.optional(),
  captions: z.array(z.object({ fileName: z.string(), text: z.string() })),
  problems: z.array(z.object({ fileName: z.string(), reason: z.string() })),
});
export type EvaluationResult = z.infer<typeof evaluateResultSchema>;

export const progressSchema = z.object({
  phase: z.enum(['features', 'training', 'validating', 'simulating', 'saving']),
  epoch: z.number(),
  epochs: z.number(),
  step: z.int(),
  steps: z.int(),
  loss: z.number().optional(),
  validationLoss: z.number().optional(),
  secondsLeft: z.number().optional(),
  /** Whether there may be more steps, and so more seconds. */
  atLeast: z.boolean().optional(),
  message: z.string().optional(),
});
export type TrainingProgress = z.infer<typeof progressSchema>;

/** Progress of the request that carries this token. */
export const progressNotificationSchema = z.object({ token: z.int(), progress: progressSchema });

const request = <Name extends string>(name: Name): RequestType<unknown, unknown, unknown> => new RequestType(name);
export const requests = {
  start: request('start'),
  useModel: request('useModel'),
  suggest: request('suggest'),
  complete: request('complete'),
  decide: request('decide'),
  picture: request('picture'),
  fineTune: request('fineTune'),
  train: request('train'),
  evaluate: request('evaluate'),
  calibrate: request('calibrate'),
  memory: request('memory'),
};
export const progressNotification = new NotificationType<unknown>('progress');
/** Requests with progress wrap their parameters in this. */
export const withTokenSchema = z.object({ token: z.int(), params: z.unknown() });

export const memorySchema = z.object({ tensors: z.int(), tensorBytes: z.number(), cachedGrids: z.int() });

/** Codes of the errors that the engine answers with. */
export const errorCodes = { aborted: 1, image: 2, model: 3, training: 4, other: 5 } as const;
