import assert from 'node:assert/strict';
import fc from 'fast-check';
import '../../harness/propertySeed';
import { chat } from '../../../src/dataset/import/chat';
import { cocoAnnotation, cocoImage } from '../../../src/dataset/import/coco';
import { karpathyImage } from '../../../src/dataset/import/karpathy';
import { kohyaImage } from '../../../src/dataset/import/kohya';
import { labelStudioTask } from '../../../src/dataset/import/labelStudio';
import { llavaItem } from '../../../src/dataset/import/llava';
import type { Shape } from '../../../src/dataset/import/readText';

describe('An element of a document that is taken without its schema', () => {
  const one = fc.oneof(
    { weight: 6, arbitrary: fc.string() },
    fc.integer(),
    fc.double(),
    fc.constant(Infinity),
    fc.constant(null),
    fc.constant(undefined),
    fc.boolean(),
  );
  const element = (values: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
    fc.oneof({ weight: 9, arbitrary: fc.record(values, { requiredKeys: [] }) }, one, fc.array(one));
  const list = (item: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    fc.oneof({ weight: 5, arbitrary: fc.array(item, { maxLength: 2 }) }, one);

  const holds = <Value>(shape: Shape<Value>, values: Record<string, fc.Arbitrary<unknown>>): void => {
    let taken = 0;
    fc.assert(
      fc.property(element(values), (value) => {
        if (shape.isPlainly?.(value) !== true) return;
        taken++;
        assert.ok(shape.schema.safeParse(value).success);
      }),
      { numRuns: 2_000 },
    );
    assert.ok(taken > 20, `${taken} were taken`);
  };

  it('is one that the schema takes, of the images of COCO', () => {
    holds(cocoImage, { id: one, file_name: one });
  });

  it('is one that the schema takes, of the annotations of COCO', () => {
    holds(cocoAnnotation, { image_id: one, caption: one });
  });

  it('is one that the schema takes, of the images of kohya', () => {
    holds(kohyaImage, { caption: one, tags: one });
  });

  it('is one that the schema takes, of LLaVA’s conversations', () => {
    holds(llavaItem, { image: one, conversations: list(element({ from: one, value: one })) });
  });

  it('is one that the schema takes, of the images of Karpathy’s splits', () => {
    holds(karpathyImage, { filename: one, filepath: one, split: one, sentences: list(element({ raw: one })) });
  });

  it('is one that the schema takes, of the tasks of Label Studio', () => {
    const result = list(element({ value: element({ text: fc.oneof(one, fc.array(one, { maxLength: 2 })) }) }));
    const annotation = element({ result, was_cancelled: one, updated_at: one });
    const prediction = element({ result, model_version: one });
    holds(labelStudioTask, {
      data: element({ image: one }),
      annotations: list(annotation),
      predictions: list(prediction),
    });
  });

  it('is one that the schema takes, of chats', () => {
    const address = fc.oneof(one, element({ url: one }));
    const part = element({ text: one, image: one, image_url: address });
    const message = element({ role: one, content: fc.oneof(one, fc.array(part, { maxLength: 2 })) });
    holds(chat, { messages: list(message), images: list(fc.oneof(one, element({ path: one }))) });
  });
});
