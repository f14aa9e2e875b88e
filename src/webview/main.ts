import type { ToWebview, WebviewCommand } from '../extension/messages';
import { Detail } from './detail';
import { element } from './dom';
import { Header } from './header';
import { keepState, keptState, listen, send } from './host';
import { legend } from './legend';
import { List } from './list';
import { isDecided } from './statusText';

/** The editor's page: a list on the left, the selected image on the right. */
class App {
  private readonly header = new Header();
  private readonly list = new List(
    (first, count) => send({ type: 'window', first, count }),
    (index) => this.select(index),
  );
  private readonly detail = new Detail({
    accept: (candidate) => this.accept(candidate),
    edit: () => this.detail.box.edit(this.detail.suggested),
    exclude: () => this.exclude(),
    focusChanged: (inTextBox) => send({ type: 'focus', inTextBox }),
  });
  private readonly empty = element('div', { class: 'empty-folder', role: 'status' });
  private readonly kept = keptState();
  private selected = 0;

  start(): void {
    const side = element('aside', { class: 'side' }, this.header.element, this.list.element);
    document.body.append(element('div', { class: 'app' }, side, this.detail.element, this.empty), legend());
    this.empty.hidden = true;
    this.list.element.addEventListener('scroll', () => this.keep(), { passive: true });
    document.addEventListener('keydown', (event) => this.keyPressed(event));
    listen((message) => this.receive(message));
    send({ type: 'ready', selectedKey: this.kept.selectedKey });
  }

  private receive(message: ToWebview): void {
    switch (message.type) {
      case 'reset':
        this.reset(message);
        break;
      case 'items': {
        this.header.showCounts(message.counts);
        this.list.update(message.items);
        const current = message.items.find(({ index }) => index === this.selected);
        if (current) this.detail.show(current);
        break;
      }
      case 'engine':
        this.header.showEngine(message.engine);
        break;
      case 'select':
        this.select(message.index);
        break;
      case 'command':
        this.run(message.command);
        break;
      case 'flush':
        this.detail.box.flush();
        send({ type: 'flushed', id: message.id });
        break;
    }
  }

  private reset({ counts, select, folder }: Extract<ToWebview, { type: 'reset' }>): void {
    const rows = counts.total;
    this.header.showCounts(counts);
    this.list.reset(Math.max(rows, 0));
    this.empty.hidden = rows > 0;
    this.detail.element.hidden = rows === 0;
    if (rows === 0) {
      this.empty.replaceChildren(
        element('h2', {}, 'No images here yet'),
        element('p', {}, `Put JPEG, PNG, WebP, GIF or AVIF images into ${folder}, or open another folder with “Caption Images in This Folder” in the Explorer.`),
      );
      return;
    }
    this.select(select ?? 0);
    if (!this.detail.box.focused) this.list.element.focus();
  }

  private select(index: number): void {
    if (index < 0 || index >= this.list.size) return;
    if (index !== this.selected) this.detail.box.flush();
    this.selected = index;
    this.list.select(index);
    this.detail.show(this.list.item(index));
    send({ type: 'select', index });
    this.keep();
  }

  private accept(candidate: number): void {
    const item = this.list.item(this.selected);
    if (item?.kind !== 'image') return;
    if (item.suggestion.state === 'ready' || item.status === 'suggested') send({ type: 'accept', key: item.key, candidate });
    this.select(this.selected + 1);
  }

  /** Enter: what was typed counts; without it, the suggestion does; what is decided already stays. */
  private acceptAndNext(): void {
    const item = this.list.item(this.selected);
    if (!item) return;
    this.detail.box.flush();
    if (isDecided(item) || this.detail.box.text !== '') this.select(this.selected + 1);
    else this.accept(0);
    if (this.detail.box.focused) this.list.element.focus();
  }

  private exclude(): void {
    const item = this.list.item(this.selected);
    if (item?.kind !== 'image') return;
    send({ type: 'exclude', key: item.key });
    if (item.status !== 'excluded') this.select(this.selected + 1);
  }

  private nextUndecided(): void {
    for (let step = 1; step <= this.list.size; step++) {
      const index = (this.selected + step) % this.list.size;
      const item = this.list.item(index);
      if (item && (item.kind !== 'image' || isDecided(item))) continue;
      this.select(index);
      return;
    }
  }

  private run(command: WebviewCommand): void {
    const commands: Record<WebviewCommand, () => void> = {
      acceptAndNext: () => this.acceptAndNext(),
      next: () => this.select(this.selected + 1),
      previous: () => this.select(this.selected - 1),
      editCaption: () => this.detail.box.edit(this.detail.suggested),
      exclude: () => this.exclude(),
      nextWord: () => this.detail.words.move(1),
      previousWord: () => this.detail.words.move(-1),
      nextUndecided: () => {
        this.detail.box.flush();
        this.nextUndecided();
      },
    };
    commands[command]();
  }

  /** Only what belongs to the text box, and typing: all other keys are VS Code's, so that people can rebind them. */
  private keyPressed(event: KeyboardEvent): void {
    if (this.detail.box.focused) {
      if (event.isComposing) return;
      if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        this.acceptAndNext();
      } else if (event.key === 'Escape') {
        this.detail.box.revert();
        this.list.element.focus();
      }
      return;
    }
    const types = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (types) this.detail.box.edit(this.detail.suggested);
  }

  private keep(): void {
    keepState({ selectedKey: this.list.item(this.selected)?.key ?? this.kept.selectedKey, scrollTop: this.list.element.scrollTop });
  }
}

new App().start();
