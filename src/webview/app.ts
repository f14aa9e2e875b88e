import * as l10n from '@vscode/l10n';
import type { LookView, ToWebview, WebviewCommand } from '../extension/messages';
import { Banner } from './banner';
import { Detail } from './detail';
import { element } from './dom';
import { keepState, keptState, listen, send } from './host';
import { Keyboard } from './keyboard';
import { legend } from './legend';
import { Side } from './side';
import { isDone } from './statusText';

/** The editor's page: a list on one side, the selected image on the other. */
export class App {
  private readonly banner = new Banner();
  private readonly side = new Side({
    look: (look) => {
      this.detail.box.flush();
      send({ type: 'look', look });
    },
    leaveFilters: () => this.focusEntries(),
    select: (index) => this.select(index),
  });
  private readonly list = this.side.list;
  private readonly detail = new Detail({
    accept: (candidate) => this.accept(candidate),
    edit: () => this.edit(),
    exclude: () => this.exclude(),
    focusChanged: () => this.tellFocus(),
  });
  private readonly split = element('div', { class: 'split' }, this.side.element, this.detail.element);
  private readonly empty = element('div', { class: 'empty-folder', role: 'status' });
  private readonly keyboard = new Keyboard(this.detail, this.list, {
    select: (index) => this.select(index),
    acceptAndNext: () => this.acceptAndNext(),
    edit: (nextKey) => this.edit(nextKey),
    leaveBox: () => this.focusEntries(),
  });
  private readonly kept = keptState();
  private begun = false;
  private selected = 0;
  private look: LookView | undefined;
  private isLarge = this.kept.isLarge;

  start(): void {
    this.split.hidden = true;
    this.empty.hidden = true;
    document.body.append(this.banner.element, this.split, this.empty, legend());
    this.enlarge(this.isLarge);
    this.list.element.addEventListener('scroll', () => this.keep(), { passive: true });
    this.keyboard.listen();
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
        this.side.showCounts(message.counts);
        this.list.update(message.items);
        const current = message.items.find(({ index }) => index === this.selected);
        if (current) this.detail.show(current);
        return;
      }
      case 'lookRefused':
        return this.side.filters.refuse(message.problem);
      case 'engine':
        this.side.header.showEngine(message.engine);
        return this.banner.show(message.engine);
      case 'select':
        this.select(message.index);
        return this.keyboard.typeAhead.release();
      case 'command':
        this.run(message.command);
        // Where these lead to, the extension says next.
        if (message.command !== 'nextUndecided' && message.command !== 'skip') this.keyboard.typeAhead.release();
        return;
      case 'flush':
        this.detail.box.flush();
        return send({ type: 'flushed', id: message.id });
    }
  }

  private reset({ length, counts, select, folder, look }: Extract<ToWebview, { type: 'reset' }>): void {
    const isEmpty = length === 0 && look.shown === 'all' && look.search === '';
    this.look = look;
    this.side.reset(length, counts, look);
    this.split.hidden = isEmpty;
    this.empty.hidden = !isEmpty;
    this.detail.element.classList.toggle('nothing', length === 0);
    if (isEmpty) {
      this.empty.replaceChildren(
        element('h2', {}, l10n.t('No images here yet')),
        element('p', {}, l10n.t('Put JPEG, PNG, WebP, GIF or AVIF images into {0}, and they appear here.', folder)),
      );
    }
    if (length === 0) return this.detail.show(undefined);
    if (!this.begun) {
      this.begun = true;
      this.list.element.scrollTop = this.kept.scrollTop;
      this.focusEntries();
    }
    this.select(select);
  }

  /** The keys are for the entries again. */
  private focusEntries(): void {
    (this.isLarge ? this.detail.stage.element : this.list.element).focus();
  }

  private enlarge(isLarge: boolean): void {
    const moves = this.list.element === document.activeElement || this.detail.stage.element === document.activeElement;
    this.isLarge = isLarge;
    this.split.classList.toggle('large', isLarge);
    this.detail.enlarge(isLarge);
    if (moves) this.focusEntries();
    this.keep();
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
    if (this.detail.box.focused) this.focusEntries();
  }

  /** Takes one of the captions that are offered, if there are so many. */
  private take(candidate: number): void {
    const item = this.list.item(this.selected);
    if (item?.suggestion.state !== 'ready' || candidate >= item.suggestion.candidates.length) return;
    this.detail.box.discard();
    this.accept(candidate);
    if (this.detail.box.focused) this.focusEntries();
  }

  private skip(): void {
    const item = this.list.item(this.selected);
    if (!item) return;
    this.detail.box.flush();
    send({ type: 'skip', index: this.selected, key: item.key });
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
      saveAndNext: () => this.acceptAndNext(),
      skip: () => this.skip(),
      search: () => {
        if (this.isLarge) this.enlarge(false);
        this.side.filters.focus();
      },
      takeCandidate1: () => this.take(0),
      takeCandidate2: () => this.take(1),
      takeCandidate3: () => this.take(2),
      takeCandidate4: () => this.take(3),
      takeCandidate5: () => this.take(4),
      toggleFocusView: () => this.enlarge(!this.isLarge),
      zoomIn: () => this.detail.stage.zoom.zoomIn(),
      zoomOut: () => this.detail.stage.zoom.zoomOut(),
      zoomToFit: () => this.detail.stage.zoom.fit(),
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

  private tellFocus(): void {
    const inEditor = document.hasFocus();
    const inList = this.keyboard.isEntryFocused || document.activeElement === document.body;
    send({ type: 'focus', inEditor, inTextBox: inEditor && this.detail.box.focused, inList: inEditor && inList });
  }

  private keep(): void {
    const key = this.list.item(this.selected)?.key;
    const place = key === undefined ? this.kept.place : { key, look: this.look, at: Date.now() };
    keepState({ place, scrollTop: this.list.element.scrollTop, isLarge: this.isLarge });
  }
}
