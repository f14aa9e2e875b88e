import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'mocha';
import { formatDuration, Messages } from '../../../src/cli/program/messages';

function record(isTTY: boolean): { messages: Messages; clock: { seconds: number }; text: () => string } {
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY, columns: 100 });
  const clock = { seconds: 0 };
  return { messages: new Messages(stream, () => clock.seconds), clock, text: () => String(stream.read() ?? '') };
}

describe('Messages on stderr', () => {
  it('are plain lines where there is no terminal: at the beginning of each kind of work and every 10 seconds', () => {
    const { messages, clock, text } = record(false);
    for (let done = 1; done <= 100; done++) {
      clock.seconds += 0.3;
      messages.progress('training', { done, total: 100, note: 'training', secondsLeft: 60 });
    }
    messages.progress('saving', { done: 0, total: 0, note: 'saving' });
    messages.endProgress();
    assert.equal(
      text(),
      'training, 1/100, 60 s left\ntraining, 35/100, 60 s left\ntraining, 69/100, 60 s left\nsaving\n',
    );
  });

  it('are a bar on a terminal, which a message does not tear', () => {
    const { messages, text } = record(true);
    messages.progress('training', { done: 1, total: 4, note: 'loss 3.21', secondsLeft: 600 });
    messages.line('a.jpg: it is broken');
    messages.endProgress();
    const shown = text();
    assert.match(shown, /█+░+ 1\/4 {2}loss 3\.21 {2}10 min left/);
    assert.ok(shown.includes('\r\u001b[Ka.jpg: it is broken\n'));
    assert.ok(shown.endsWith('\u001b[?25h') || shown.includes('\u001b[?25h'), 'the cursor is shown again');
  });

  it('draw the bar anew below a message, with how far it has come since', () => {
    const { messages, text } = record(true);
    messages.progress('training', { done: 1, total: 4, note: 'loss 3.21' });
    messages.progress('training', { done: 3, total: 6, note: 'loss 2.10', secondsLeft: 50, atLeast: true });
    messages.line('a.jpg: it is broken');
    const shown = text();
    messages.endProgress();
    assert.match(shown, /a\.jpg: it is broken\n.*█+░+ 3\/6 {2}loss 2\.10 {2}at least 50 s left/s);
    assert.equal(shown.split('\u001b[?25l').length, 2, 'there is one bar, which hides the cursor');
  });

  it('say that it takes at least so long while more may come', () => {
    const { messages, text } = record(false);
    messages.progress('reading', { done: 2, total: 4, note: 'reading', secondsLeft: 130, atLeast: true });
    assert.equal(text(), 'reading, 2/4, at least 2 min left\n');
  });

  it('are lines of JSON for programs: messages letter for letter, progress once a second, and the last of it', () => {
    const { messages, clock, text } = record(true);
    messages.useJson();
    messages.line('a\u001b.jpg: it is broken');
    const step = (seconds: number, done: number, total: number, secondsLeft?: number): void => {
      clock.seconds = seconds;
      messages.progress('captioning', {
        ...{ done, total, note: 'captioning', counts: { failed: 1 } },
        ...(secondsLeft === undefined ? {} : { secondsLeft }),
      });
    };
    step(0, 0, 0);
    step(1, 1, 9, 8.4);
    step(1.9, 2, 9, 7);
    step(1.95, 3, 9, 6);
    messages.endProgress();
    messages.endProgress();
    const lines = text().split('\n').slice(0, -1);
    assert.deepEqual(
      lines.map((line): unknown => JSON.parse(line)),
      [
        { message: 'a\u001b.jpg: it is broken' },
        { progress: { done: 0, total: null, secondsLeft: null, failed: 1 }, note: 'captioning' },
        { progress: { done: 1, total: 9, secondsLeft: 8, failed: 1 }, note: 'captioning' },
        { progress: { done: 3, total: 9, secondsLeft: 6, failed: 1 }, note: 'captioning' },
      ],
    );
  });

  it('show what a name has of orders to a terminal', () => {
    const { messages, text } = record(false);
    messages.line('a\u001b]0;title\u0007.jpg: \u202Eit\rb\tc\r');
    assert.equal(text(), 'a[U+001B]]0;title[U+0007].jpg: [U+202E]it[U+000D]b\tc\r\n');
  });

  it('tell a duration as people do', () => {
    assert.deepEqual([0.4, 45, 99, 100, 130, 3540, 3600, 3900, 36_000].map(formatDuration), [
      '0 s',
      '45 s',
      '99 s',
      '2 min',
      '2 min',
      '59 min',
      '1 h 00 min',
      '1 h 05 min',
      '10 h 00 min',
    ]);
  });
});
