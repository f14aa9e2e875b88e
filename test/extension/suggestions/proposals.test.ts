import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ChunkedList } from '../../../src/dataset/list/chunkedList';
import type { Entry } from '../../../src/dataset/list/entry';
import { acceptEntry } from '../../../src/extension/suggestions/acceptEntry';
import { newerProposal, proposalFor } from '../../../src/extension/suggestions/proposalFor';
import { requestSuggestions } from '../../../src/extension/suggestions/suggestionRequests';
import type { SuggestionStore } from '../../../src/extension/suggestions/suggestionStore';
import { line, TextDocument } from '../../dataset/list/textDocument';

type Brief = NonNullable<ReturnType<SuggestionStore['brief']>>;

const now = new Date('2026-01-02T03:04:05.678Z');
const batch = { suggestion: 'a dog', model: 'old' };

/** The entries of these lines and images. */
const entriesOf = (lines: readonly string[], images: readonly string[] = ['a.jpg']): Entry[] => [
  ...new TextDocument([...lines, ''].join('\n'), images).index.entries,
];
const captions = {
  imagePath: (entry: Entry | undefined) => (entry?.group?.isThere === true ? `/${entry.fileName}` : undefined),
  likelyPath: (entry: Entry) => `/${entry.fileName}`,
};
const store = (
  brief?: Partial<Brief>,
  { candidates = [], wasReplaced = false }: { candidates?: readonly string[]; wasReplaced?: boolean } = {},
) => ({
  brief: () => brief && { text: 'a new dog', model: 'new', confidence: 0.5, familiarity: 1, failed: false, ...brief },
  wasReplaced: () => wasReplaced,
  get: () =>
    candidates.length === 0
      ? undefined
      : {
          ...{ model: 'new', familiarity: 1, gridHeight: 1, gridWidth: 1 },
          candidates: candidates.map((text) => ({ text, words: [], logProbability: -1, confidence: 0.5 })),
        },
});

describe('What is proposed for an image', () => {
  const suggested = entriesOf([line('a.jpg', 'a dog', 'suggested', batch)])[0];

  it('is what a batch wrote, until the model in use suggests something else', () => {
    assert.deepEqual(proposalFor(suggested, 0, captions, store()), { text: 'a dog', model: 'old' });
    const newer = proposalFor(suggested, 0, captions, store({}));
    assert.deepEqual([newer?.text, newer?.model], ['a new dog', 'new']);
    assert.deepEqual(proposalFor(suggested, 0, captions, store({ model: 'old' })), { text: 'a dog', model: 'old' });
    assert.deepEqual(proposalFor(suggested, 0, captions, store({ text: '' })), { text: 'a dog', model: 'old' });
  });

  it('is another one of the same model where the image is another one now', () => {
    assert.equal(newerProposal(suggested.row, '/a.jpg', store({ model: 'old' })), undefined);
    assert.equal(
      newerProposal(suggested.row, '/a.jpg', store({ model: 'old' }, { wasReplaced: true }))?.text,
      'a new dog',
    );
  });

  it('is what stands in the row where somebody changed what a batch wrote', () => {
    const [changed] = entriesOf([line('a.jpg', 'a brown dog', 'suggested', batch)]);
    assert.deepEqual(proposalFor(changed, 0, captions, store({})), { text: 'a brown dog', model: 'old' });
  });

  it('is one of the captions that the model in use suggests, in their order', () => {
    const candidates = ['a dog', 'a hound'];
    for (const entry of [entriesOf([])[0], entriesOf([line('a.jpg', 'mine', 'written')])[0]]) {
      assert.deepEqual(proposalFor(entry, 0, captions, store({}, { candidates })), { text: 'a dog', model: 'new' });
      assert.deepEqual(proposalFor(entry, 1, captions, store({}, { candidates })), { text: 'a hound', model: 'new' });
      assert.equal(proposalFor(entry, 2, captions, store({}, { candidates })), undefined);
      assert.equal(proposalFor(entry, 0, captions, store()), undefined);
    }
    assert.equal(proposalFor(suggested, 1, captions, store({}, { candidates }))?.text, 'a hound');
    const [empty] = entriesOf([line('a.jpg', '', 'suggested', { model: 'old' })]);
    assert.equal(proposalFor(empty, 0, captions, store(undefined, { candidates }))?.text, 'a dog');
  });

  it('is nothing new for an image that is not there', () => {
    const [gone] = entriesOf([line('gone.jpg', 'a dog', 'suggested', batch)], []);
    assert.deepEqual(proposalFor(gone, 0, captions, store({}, { candidates: ['x'] })), { text: 'a dog', model: 'old' });
    assert.equal(proposalFor(gone, 1, captions, store({}, { candidates: ['x', 'y'] })), undefined);
    assert.equal(newerProposal(gone.row, undefined, store({})), undefined);
    assert.equal(newerProposal(undefined, '/a.jpg', store({})), undefined);
  });
});

describe('Accepting what is suggested for many images', () => {
  it('takes what a batch wrote, as it is or as it was changed since', () => {
    const [suggested] = entriesOf([line('a.jpg', 'a dog', 'suggested', batch)]);
    assert.deepEqual(acceptEntry(suggested, captions, store(), now), {
      ...{ text: 'a dog', suggestion: 'a dog', status: 'accepted', model: 'old', updated: now.toISOString() },
    });
    const [changed] = entriesOf([line('a.jpg', 'a brown dog', 'suggested', batch)]);
    assert.equal(acceptEntry(changed, captions, store({}), now)?.status, 'edited');
  });

  it('takes what is suggested now instead of what an older model wrote', () => {
    const [suggested] = entriesOf([line('a.jpg', 'a dog', 'suggested', batch)]);
    const row = acceptEntry(suggested, captions, store({}), now);
    assert.deepEqual([row?.text, row?.model, row?.status], ['a new dog', 'new', 'accepted']);
  });

  it('takes what is known of an image without a row, and leaves alone what is not known, or is one more caption', () => {
    const [open] = entriesOf([]);
    assert.equal(acceptEntry(open, captions, store({}), now)?.text, 'a new dog');
    assert.equal(acceptEntry(open, captions, store(), now), undefined);
    assert.equal(acceptEntry(open, captions, store({ text: '' }), now), undefined);
    const [, second] = entriesOf([line('a.jpg', 'mine', 'written'), line('a.jpg', '')]);
    assert.equal(acceptEntry(second, captions, store({}), now), undefined);
    const broken = entriesOf(['broken']).find(({ group }) => !group);
    assert.ok(broken);
    assert.equal(acceptEntry(broken, captions, store({}), now), undefined);
  });
});

describe('Suggestions', () => {
  const asked = (entries: readonly Entry[], selected: number, shown: readonly number[]): string[] => {
    const requests: string[] = [];
    const request = (imagePath: string, priority: string): void => void requests.push(`${imagePath} ${priority}`);
    requestSuggestions(captions, { request }, new ChunkedList(entries), selected, shown);
    return requests;
  };
  const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}.jpg`);

  it('are asked for what is looked at first, then for what is on screen, then for the next three', () => {
    assert.deepEqual(asked(entriesOf([], names), 1, [0, 1, 2]), [
      ...['/b.jpg focus', '/a.jpg visible', '/b.jpg visible', '/c.jpg visible'],
      ...['/c.jpg batch', '/d.jpg batch', '/e.jpg batch'],
    ]);
  });

  it('are asked for what is done only where somebody looks at it, and never for what is not there', () => {
    const lines = [line('a.jpg', 'mine', 'written'), line('b.jpg', 'mine', 'written'), line('gone.jpg', '')];
    const entries = entriesOf([...lines, 'broken'], ['a.jpg', 'b.jpg']);
    assert.deepEqual(asked(entries, 0, [0, 1, 2, 3]), ['/a.jpg focus']);
    assert.deepEqual(asked([], 0, []), []);
  });
});
