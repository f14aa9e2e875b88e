import type { ToWebview, WebviewCommand } from '../extension/messages';
import { Banner } from './banner';
import { Detail } from './detail';
import { element } from './dom';
import { Header } from './header';
import { keepState, keptState, listen, send } from './host';
import { legend } from './legend';
import { List } from './list';
import { isDone } from './statusText';

/** The editor's page: a list on one side, the selected image on the other. */
export class App {
  private readonly banner = new Banner();
  private readonly header = new Header();
  private readonly list = new List(
    (first, count) => send({ type: 'window', first, count }),
    (index) => this.select(index),
  );
  private readonly detail = new Detail({
    accept: (candidate) => this.accept(candidate),
    edit: () => this.edit(),
    exclude: () => this.exclude(),
    focusChanged: () => this.tellFocus(),
  });
  private readonly side = element('aside', { class: 'side' }, this.header.element, this.list.element);
  private readonly split = element('div', { class: 'split' }, this.side, this.detail.element);
  private readonly empty = element('div', { class: 'empty-folder', role: 'status' });
  private readonly kept = keptState();
  private begun = false;
  private selected = 0;

  start(): void {
    this.split.hidden = true;
    this.empty.hidden = true;
    document.body.append(this.banner.element, this.split, this.empty, legend());
    this.list.element.addEventListener('scroll', () => this.keep(), { passive: true });
    document.addEventListener('keydown', (event) => this.keyPressed(event));
    this.list.element.addEventListener('keydown', (event) => {
      // The list scrolls to what is selected, not by itself.
      if (/^(Arrow|Page|Home|End)/.test(event.key)) event.preventDefault();
    });
    for (const event of ['focus', 'blur', 'focusin', 'focusout'])
      window.addEventListener(event, () => this.tellFocus());
    listen((message) => this.receive(message));
    send({ type: 'ready', place: this.kept.place });
  }

  private receive(message: ToWebview): void {
    switch (message.type) {
      case 'reset':
        return this.reset(message);
      case 'items': {
        this.header.showCounts(message.counts);
        this.list.update(message.items);
        const current = message.items.find(({ index }) => index === this.selected);
        if (current) this.detail.show(current);
        return;
      }
      case 'engine':
        this.header.showEngine(message.engine);
        return this.banner.show(message.engine);
      case 'select':
        return this.select(message.index);
      case 'command':
        return this.run(message.command);
      case 'flush':
        this.detail.box.flush();
        return send({ type: 'flushed', id: message.id });
    }
  }

  private reset({ length, counts, select, folder }: Extract<ToWebview, { type: 'reset' }>): void {
    this.header.showCounts(counts);
    this.split.hidden = length === 0;
    this.empty.hidden = length > 0;
    this.list.reset(length);
    if (length === 0) {
      this.empty.replaceChildren(
        element('h2', {}, 'No images here yet'),
        element('p', {}, `Put JPEG, PNG, WebP, GIF or AVIF images into ${folder}, and they appear here.`),
      );
      return;
    }
    if (!this.begun) {
      this.begun = true;
      this.list.element.scrollTop = this.kept.scrollTop;
      this.list.element.focus();
    }
    this.select(select);
  }

  private select(index: number): void {
    if (index < 0 || index >= this.list.size) return;
    if (index !== this.selected) this.detail.box.flush();
    this.selected = index;
    this.list.select(index);
    const item = this.list.item(index);
    if (item) this.detail.show(item);
    send({ type: 'select', index });
    this.keep();
  }

  /** Takes a suggestion as it is. While there is none yet, the person stays. */
  private accept(candidate: number): void {
    const item = this.list.item(this.selected);
    if (item?.kind !== 'image') return this.select(this.selected + 1);
    if (item.suggestion.state === 'waiting') return;
    if (this.detail.suggested !== '') send({ type: 'accept', key: item.key, candidate });
    this.select(this.selected + 1);
  }

  /** Enter: what was typed counts; without it, the suggestion does; what is decided already stays. */
  private acceptAndNext(): void {
    const item = this.list.item(this.selected);
    if (!item) return;
    const decided = this.detail.box.commit();
    if (decided || isDone(item)) this.select(this.selected + 1);
    else this.accept(0);
    if (this.detail.box.focused) this.list.element.focus();
  }

  private edit(nextKey?: string): void {
    this.detail.box.edit(this.detail.suggested, nextKey);
  }

  private exclude(): void {
    const item = this.list.item(this.selected);
    if (item?.kind !== 'image') return;
    send({ type: 'exclude', key: item.key });
    if (item.status !== 'excluded') this.select(this.selected + 1);
  }

  private run(command: WebviewCommand): void {
    const commands: Record<WebviewCommand, () => void> = {
      acceptAndNext: () => this.acceptAndNext(),
      next: () => this.select(this.selected + 1),
      previous: () => this.select(this.selected - 1),
      nextUndecided: () => {
        this.detail.box.flush();
        send({ type: 'findUndecided', after: this.selected });
      },
      editCaption: () => this.edit(),
      exclude: () => this.exclude(),
      nextWord: () => this.detail.panel.words.move(1),
      previousWord: () => this.detail.panel.words.move(-1),
    };
    commands[command]();
  }

  /** Only typing and what belongs to the text box: all other keys are VS Code's, so that people can rebind them. */
  private keyPressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.detail.box.focused) this.keyPressedInBox(event);
    else if (this.list.element === document.activeElement) this.keyPressedInList(event);
  }

  private keyPressedInBox(event: KeyboardEvent): void {
    const isPage = event.key === 'PageDown' || event.key === 'PageUp';
    // VS Code learns a moment later where the focus is; until then it would take these keys for the list's.
    if (!isPage && !/^F\d+$/.test(event.key)) event.stopPropagation();
    if (event.isComposing) return;
    if (isPage || event.key === 'Enter') event.preventDefault();
    if (event.key === 'Enter') this.acceptAndNext();
    if (event.key === 'Escape') {
      this.detail.box.revert();
      this.list.element.focus();
    }
  }

  private keyPressedInList({ key, isComposing }: KeyboardEvent): void {
    if (key === 'Home') this.select(0);
    else if (key === 'End') this.select(this.list.size - 1);
    // An input method says "Process" for the first key that it takes.
    else if (!isComposing && (key.length === 1 || key === 'Process')) this.edit(key);
  }

  private tellFocus(): void {
    const inEditor = document.hasFocus();
    const { activeElement } = document;
    const inList = activeElement === this.list.element || activeElement === document.body;
    send({ type: 'focus', inEditor, inTextBox: inEditor && this.detail.box.focused, inList: inEditor && inList });
  }

  private keep(): void {
    const key = this.list.item(this.selected)?.key;
    const place = key === undefined ? this.kept.place : { key, at: Date.now() };
    keepState({ place, scrollTop: this.list.element.scrollTop });
  }
}
