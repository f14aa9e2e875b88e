import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Suggestion } from '../../../src/captioner/suggestion';
import { EngineError } from '../../../src/engine/protocol/engineError';
import { PatientSuggestions } from '../../../src/engine/client/patientSuggestions';

const suggestion: Suggestion = { model: 'm', familiarity: 1, gridHeight: 1, gridWidth: 1, candidates: [] };
const crash = (): EngineError => new EngineError('crashed', 'The captioner crashed.');
const broken = (): EngineError => new EngineError('image', 'It is broken.');
const other = (): EngineError => new EngineError('other', 'The disk is full.');

describe('Suggestions of a captioner that may crash', () => {
  /** Answers one after the other: an error is thrown. */
  function scripted(...answers: (Error | undefined)[]): {
    ask: (name?: string, signal?: AbortSignal) => Promise<Suggestion>;
    asked: string[];
  } {
    const asked: string[] = [];
    const suggestions = new PatientSuggestions({
      suggest: async ({ imagePath }) => {
        asked.push(imagePath);
        const answer = answers.shift();
        await Promise.resolve();
        if (answer) throw answer;
        return suggestion;
      },
    });
    const ask = (imagePath = 'a', signal = new AbortController().signal): Promise<Suggestion> =>
      suggestions.suggest({ imagePath, priority: 'batch' }, signal);
    return { ask, asked };
  }
  const hopeless = (message: string): object => ({ name: 'HopelessError', message });

  it('are asked for once more where it crashed while it worked on them', async () => {
    const { ask, asked } = scripted(undefined, crash(), undefined);
    await ask('a');
    assert.equal(await ask('b'), suggestion);
    assert.deepEqual(asked, ['a', 'b', 'b']);
  });

  it('are asked for again one at a time, so that the one that crashes it does not fail the others', async () => {
    const answers: Record<string, (Error | undefined)[]> = { b: [crash(), crash()], c: [crash(), undefined] };
    const events: string[] = [];
    const suggestions = new PatientSuggestions({
      suggest: async ({ imagePath }) => {
        events.push(`${imagePath} asked`);
        await new Promise((resolve) => setImmediate(resolve));
        events.push(`${imagePath} answered`);
        const answer = answers[imagePath]?.shift();
        if (answer) throw answer;
        return suggestion;
      },
    });
    const ask = (imagePath: string): Promise<Suggestion> =>
      suggestions.suggest({ imagePath, priority: 'batch' }, new AbortController().signal);
    await ask('a');
    events.length = 0;
    const [b, c] = await Promise.allSettled([ask('b'), ask('c')]);
    assert.deepEqual([b.status, c.status], ['rejected', 'fulfilled']);
    assert.ok(events.lastIndexOf('c asked') > events.lastIndexOf('b answered'), events.join(', '));
  });

  it('are not asked for again of a captioner that never worked: nothing can be captioned', async () => {
    const { ask, asked } = scripted(crash());
    await assert.rejects(ask(), hopeless('The captioner crashed.'));
    assert.equal(asked.length, 1);
  });

  it('are not asked for again once nobody wants them, nor for another reason', async () => {
    const { ask, asked } = scripted(undefined, crash(), other());
    await ask();
    await assert.rejects(ask('b', AbortSignal.abort()), { kind: 'crashed' });
    await assert.rejects(ask('c'), { kind: 'other' });
    assert.deepEqual(asked, ['a', 'b', 'c']);
  });

  it('end with the third failure in a row that is no image’s fault', async () => {
    const { ask } = scripted(undefined, other(), other(), other());
    await ask();
    for (let time = 1; time <= 2; time++) await assert.rejects(ask(), { name: 'EngineError' });
    await assert.rejects(ask(), hopeless('The disk is full.'));
  });

  it('go on where a suggestion or a broken image comes between failures, however many images are broken', async () => {
    const { ask } = scripted(undefined, other(), other(), undefined, other(), other(), broken(), other(), other());
    await ask();
    for (let time = 1; time <= 2; time++) await assert.rejects(ask(), { name: 'EngineError' });
    await ask();
    for (let time = 1; time <= 2; time++) await assert.rejects(ask(), { name: 'EngineError' });
    await assert.rejects(ask(), { name: 'EngineError', kind: 'image' });
    for (let time = 1; time <= 2; time++) await assert.rejects(ask(), { name: 'EngineError' });
  });

  it('count as a captioner that works where the first image is broken, and not where the first is taken back', async () => {
    const works = scripted(broken(), other());
    await assert.rejects(works.ask(), { kind: 'image' });
    await assert.rejects(works.ask(), { name: 'EngineError', kind: 'other' });
    const unknown = scripted(new EngineError('aborted', 'It was cancelled.'), other());
    await assert.rejects(unknown.ask(), { name: 'AbortError' });
    await assert.rejects(unknown.ask(), hopeless('The disk is full.'));
  });
});
