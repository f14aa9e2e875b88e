import assert from 'node:assert/strict';
import type { Suggestion } from '../../src/captioner/suggestion';
import type { EngineClient } from '../../src/engine/client/client';
import { makeClient, sample } from './builtEngine';

describe('A batch', () => {
  const names = ['cat.jpg', 'shepherd-dog.jpg', 'forest-stream.jpg', 'horses.jpg', 'photographer.jpg'];
  let client: EngineClient;

  before(() => ({ client } = makeClient('auto')));
  after(() => client.dispose());

  const suggest = (name: string, priority: 'focus' | 'batch', beam?: number): Promise<Suggestion> =>
    client.suggest({ imagePath: sample(name), priority, beam });
  const texts = ({ candidates }: Suggestion): string[] => candidates.map(({ text }) => text);

  it('says of images that are captioned together what is said of each alone, whatever the beam', async () => {
    const together = await Promise.all(names.map((name, at) => suggest(name, 'batch', at === 4 ? 2 : 3)));
    for (const [at, name] of names.entries()) {
      const alone = await suggest(name, 'focus', at === 4 ? 2 : 3);
      assert.deepEqual(texts(together[at]), texts(alone));
      assert.ok(Math.abs(together[at].candidates[0].confidence - alone.candidates[0].confidence) < 0.001);
    }
  });

  it('names the image that cannot be decoded, and captions those that came with it', async () => {
    const wrong = client.suggest({ imagePath: sample('README.md'), priority: 'batch' });
    const [failed, ...others] = await Promise.allSettled([wrong, ...names.map((name) => suggest(name, 'batch'))]);
    assert.match(String(failed.status === 'rejected' && failed.reason), /README\.md|image/i);
    assert.ok(others.every(({ status }) => status === 'fulfilled'));
  });

  it('lets what somebody looks at go before what waits', async () => {
    const answered: string[] = [];
    // Wide, so that the engine is busy still when the last request comes, also where this process is held up.
    const beams = [5, 6, 7, 8, 9, 10];
    // Those of one beam are captioned together, and all are known: but for who looks, they wait for nothing.
    for (const name of names) await suggest(name, 'focus', 1);
    const batch = beams.flatMap((beam) =>
      names.slice(1).map(async (name) => {
        await suggest(name, 'batch', beam);
        answered.push(`${name} ${beam}`);
      }),
    );
    const focus = suggest(names[0], 'focus', 4).then(() => answered.push('focus'));
    await Promise.all([...batch, focus]);
    // Asked for last, and before the last group at least.
    assert.ok(answered.indexOf('focus') <= (beams.length - 1) * (names.length - 1), answered.join(', '));
  });
});
