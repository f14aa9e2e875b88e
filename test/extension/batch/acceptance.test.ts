import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { planAcceptance, stillAgreed } from '../../../src/extension/batch/acceptance';
import { line, TextDocument } from '../../dataset/list/textDocument';

const now = new Date('2026-01-02T03:04:05.678Z');
const captions = { likelyPath: ({ fileName }: { fileName: string }) => `/${fileName}` };

/** Two rows that a batch has captioned, and what the model of now suggests, which may change. */
class Shown {
  readonly document = new TextDocument(
    [
      ...['a.jpg', 'b.jpg'].map((name) => line(name, 'a dog', 'suggested', { suggestion: 'a dog', model: 'old' })),
      '',
    ].join('\n'),
    ['a.jpg', 'b.jpg'],
  );
  private newer = '';
  private readonly replaced = new Set<string>();
  readonly suggestions = {
    brief: () => ({ text: this.newer, model: 'new', confidence: 0.5, familiarity: 1, failed: false }),
    wasReplaced: (imagePath: string) => this.replaced.has(imagePath),
  };
  private readonly plan = planAcceptance(this.document.index.entries, captions, this.suggestions, now);

  suggest(text: string): void {
    this.newer = text;
  }

  replaceImage(imagePath: string): void {
    this.replaced.add(imagePath);
  }

  write(text: string): void {
    const old = this.document.lineAt(0);
    const [start, end] = [
      { line: 0, character: 0 },
      { line: 0, character: old.length },
    ];
    this.document.replace({ start, end, text });
  }

  /** What is accepted after the question that stood here meanwhile. */
  get accepted(): unknown[] {
    const changes = stillAgreed(this.plan.agreed, this.document.index, captions, this.suggestions);
    return changes.map(({ entry, row }) => [entry.fileName, row.text, row.model, row.status]);
  }
}

describe('What was agreed to', () => {
  const both = ['a.jpg', 'b.jpg'].map((name) => [name, 'a dog', 'old', 'accepted']);

  it('is accepted, also where the model came to suggest something else meanwhile', () => {
    const shown = new Shown();
    assert.deepEqual(shown.accepted, both);
    shown.suggest('a cat');
    assert.deepEqual(shown.accepted, both);
  });

  it('is not accepted where somebody decided, or wrote something else, meanwhile', () => {
    for (const row of [line('a.jpg', 'my dog', 'written'), line('a.jpg', 'a wolf', 'suggested'), '']) {
      const shown = new Shown();
      shown.write(row);
      assert.deepEqual(shown.accepted, both.slice(1), row);
    }
  });

  it('is not accepted for what somebody has begun to write meanwhile', () => {
    const shown = new Shown();
    for (const entry of shown.document.index.entries) if (entry.fileName === 'a.jpg') entry.draft = 'my d';
    assert.deepEqual(shown.accepted, both.slice(1));
  });

  it('is not accepted for an image that became another one meanwhile', () => {
    const shown = new Shown();
    shown.replaceImage('/a.jpg');
    assert.deepEqual(shown.accepted, both.slice(1));
  });
});
