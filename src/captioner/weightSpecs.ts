import * as z from 'zod';

const quantizationSchema = z.discriminatedUnion('dtype', [
  z.object({ dtype: z.literal('float16') }),
  z.object({ dtype: z.literal('uint8'), scale: z.number().positive(), min: z.number() }),
]);

/**
 * What a weights file holds, tensor after tensor, in the form of TensorFlow.js's weight manifests: float32 values,
 * stored as they are, as float16, or as uint8 with a scale and a minimum of each tensor.
 */
export const weightSpecsSchema = z
  .array(
    z.object({
      name: z.string().min(1).max(200),
      shape: z.array(z.int().nonnegative()).max(6),
      dtype: z.literal('float32'),
      quantization: quantizationSchema.optional(),
    }),
  )
  .max(10_000);
export type WeightSpecs = z.infer<typeof weightSpecsSchema>;
export type WeightSpec = WeightSpecs[number];

/** How many bytes the file has that holds such tensors. */
export function weightsFileLength(specs: WeightSpecs): number {
  return specs.reduce((sum, spec) => sum + byteLength(spec), 0);
}

/**
 * What is wrong with specs for a network that needs weights of these shapes and no others: the first that is missing, unknown,
 * there twice, or of another shape.
 */
export function specsProblem(
  specs: WeightSpecs,
  shapes: Readonly<Record<string, readonly number[]>>,
): string | undefined {
  const left = new Map(Object.entries(shapes));
  for (const { name, shape } of specs) {
    const needed = left.get(name);
    if (!needed) return `The weight "${name}" is unknown, or there twice.`;
    if (shape.length !== needed.length || shape.some((size, at) => size !== needed[at]))
      return `The weight "${name}" has shape [${shape.join(', ')}], not [${needed.join(', ')}].`;
    left.delete(name);
  }
  const [missing] = left.keys();
  return missing === undefined ? undefined : `The weight "${missing}" is missing.`;
}

/** Of one tensor in the file. */
export function byteLength({ shape, quantization }: WeightSpec): number {
  const bytesEach = { float16: 2, uint8: 1, float32: 4 }[quantization?.dtype ?? 'float32'];
  return shape.reduce((product, size) => product * size, bytesEach);
}
