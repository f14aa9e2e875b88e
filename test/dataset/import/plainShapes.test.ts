import assert from 'node:assert/strict';
import fc from 'fast-check';
import '../../harness/propertySeed';
import { cocoAnnotation, cocoImage } from '../../../src/dataset/import/coco';
import { kohyaImage } from '../../../src/dataset/import/kohya';
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
  const turn = fc.record({ from: one, value: one }, { requiredKeys: [] });
  const turns = fc.oneof(one, fc.array(fc.oneof(one, turn), { maxLength: 3 }));
  const element = (values: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
    fc.oneof({ weight: 9, arbitrary: fc.record(values, { requiredKeys: [] }) }, one, fc.array(one));

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
    holds(llavaItem, { image: one, conversations: turns });
  });
});
