import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ItemView } from '../../../src/extension/entries/entryMessages';
import { entry, openDataset } from '../harness/openDataset';
import type { WebviewPage } from '../harness/webviewPage';

/** The first of two images, with the caret at the end of its caption. */
async function typingInto(changes: Partial<ItemView> = {}): Promise<WebviewPage> {
  const page = await openDataset([entry(0, changes), entry(1)]);
  page.textBox.focus();
  page.textBox.setSelectionRange(page.textBox.value.length, page.textBox.value.length);
  return page;
}

function breakLine(page: WebviewPage): void {
  page.tell({ type: 'command', command: 'insertLineBreak' });
  page.answerMoves();
}

function paste(page: WebviewPage, text: string): void {
  const event = new page.window.Event('paste', { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData: { getData: () => text } });
  const isFree = page.textBox.dispatchEvent(event);
  if (isFree) page.textBox.setRangeText(text, page.textBox.selectionStart, page.textBox.selectionEnd, 'end');
}

describe('A caption of several lines', () => {
  it('gets a line break by a key of its own, while Enter accepts', async () => {
    const page = await typingInto();
    page.type('a cat');
    breakLine(page);
    page.type('on a wall');
    page.press('Enter');
    assert.deepEqual(
      page.saidOf('edit').map(({ text }) => text),
      ['a cat\non a wall'],
    );
  });

  it('gets none while the keys are for the list, or nothing can be changed', async () => {
    const page = await typingInto({ text: 'a cat', status: 'written' });
    page.one('.list').focus();
    breakLine(page);
    page.textBox.focus();
    page.tell({ type: 'editable', refusal: { reason: 'The file cannot be written.' } });
    breakLine(page);
    assert.equal(page.textBox.value, 'a cat');
  });

  it('is pasted as one line, or as it is where the setting says so', async () => {
    const page = await typingInto();
    paste(page, 'a cat\r\n  on a wall\n');
    assert.equal(page.textBox.value, 'a cat on a wall');
    page.tell({ type: 'pastedLines', rule: 'keep' });
    paste(page, '\nat noon');
    assert.equal(page.textBox.value, 'a cat on a wall\nat noon');
  });

  it('is listed with its first line, and how many there are', async () => {
    const page = await typingInto({ text: '\na cat\n\non a wall', status: 'written' });
    assert.equal(page.all('.row-caption')[0].textContent, 'a cat');
    assert.equal(page.textOf('.extent'), '3 lines');
  });
});

describe('A caption that is an object', () => {
  const json = '{\n  "subject": "a cat"\n}';
  const structured = { text: json, status: 'written', isStructured: true } as const;

  it('is listed on one line, as what it is', async () => {
    const page = await typingInto(structured);
    assert.equal(page.all('.row-caption')[0].textContent, '{ "subject": "a cat" }');
    assert.equal(page.textOf('.extent'), 'JSON');
  });

  it('is not taken while it is no object, and the reason is said until it is changed', async () => {
    const page = await typingInto(structured);
    page.type('x');
    page.press('Enter');
    assert.equal(page.saidOf('edit').length, 0);
    assert.equal(page.textBox.value, `${json}x`);
    assert.match(page.textOf('.remark'), /^Not taken, as it is no valid JSON: /u);
    page.press('Backspace');
    assert.equal(page.textOf('.remark'), '');
    page.press('Enter');
    assert.deepEqual(
      page.saidOf('edit').map(({ text }) => text),
      [json],
    );
  });

  it('keeps the lines of what is pasted, and nothing completes it', async () => {
    const page = await typingInto(structured);
    page.textBox.select();
    paste(page, '{\n"a": 1\n}');
    page.type(' ');
    assert.equal(page.textBox.value, '{\n"a": 1\n} ');
    assert.equal(page.saidOf('complete').length, 0);
  });
});
