import * as z from 'zod';

/** Those of TensorFlow.js, which can learn, the fastest first. */
export const learningBackends = ['tensorflow', 'wasm', 'cpu'] as const;
export type BackendName = (typeof learningBackends)[number];

export const backendChoices = ['auto', 'onnx', 'onnx-int8', ...learningBackends] as const;
export const backendChoiceSchema = z.enum(backendChoices);
export type BackendChoice = z.infer<typeof backendChoiceSchema>;
