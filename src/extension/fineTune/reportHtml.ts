import * as vscode from 'vscode';
import type { SavedReport } from '../../engine/client/client';
import { escapeHtml as escape } from '../base/escapeHtml';
import { webviewHtml } from '../base/webviewHtml';
import { lossChart } from './lossChart';
import { figureRows, nowInUse, readingTexts, recommendation } from './reportTexts';

export interface ReportPageParts {
  name: string;
  report: SavedReport;
  /** Whether the model suggests captions already. */
  inUse: boolean;
  assets: vscode.Uri;
}

/** The page of a fine-tune: whole as it is, the script only sends which button was pressed. */
export function reportHtml(webview: vscode.Webview, { name, report, inUse, assets }: ReportPageParts): string {
  const advice = inUse ? nowInUse() : recommendation(report);
  const body = /* html */ `<main><h1>${escape(name)}</h1>
  <p class="origin">${escape(originText(report))}</p>
  <section class="advice ${report.verdict}">
    <h2 id="title" aria-live="polite">${escape(advice.title)}</h2>
    <p id="reason">${escape(advice.reason)}</p>
    <p class="buttons">
      <button type="button" id="use" class="${report.verdict === 'notBetter' ? 'secondary' : ''}" ${inUse ? 'hidden' : ''}>${escape(vscode.l10n.t('Use It'))}</button>
      <button type="button" id="keep" class="${report.verdict === 'notBetter' ? '' : 'secondary'}">${escape(vscode.l10n.t('Keep the Old One'))}</button>
    </p>
  </section>
  ${exampleList(webview, report)}
  ${readingList(report)}
  ${termsList(report)}
  <details><summary>${escape(vscode.l10n.t('Figures for those who know them'))}</summary>
  <h2>${escape(vscode.l10n.t('On {0} images that it did not learn from', report.heldOut))}</h2>
  ${figuresTable(report)}
  <h2>${escape(vscode.l10n.t('While it learned'))}</h2>
  ${lossChart(report, {
    title: escape(vscode.l10n.t('Loss by step')),
    steps: escape(vscode.l10n.t('step')),
    training: escape(vscode.l10n.t('what it learned from, made harder on purpose')),
    heldOut: escape(vscode.l10n.t('your captions that were held out')),
    other: escape(
      report.curves[0].replay
        ? vscode.l10n.t('the same, without its own captions of other images')
        : vscode.l10n.t('the same, with its own captions of other images'),
    ),
  })}
  <p class="note">${escape(vscode.l10n.t('Computed with {0}.', report.backend))}</p>
  </details></main>`;
  return webviewHtml(webview, { assets, name: 'report/report', title: name, body });
}

function originText({ base, trainedOn, heldOut, seconds }: SavedReport): string {
  return vscode.l10n.t(
    'Of your {0} images it learned from {1}; the other {2} were kept to try it on. It began as “{3}”, and took {4} s.',
    ...[trainedOn + heldOut, trainedOn, heldOut, base.name, Math.round(seconds)],
  );
}

function figuresTable(report: SavedReport): string {
  const rows = figureRows(report).map(
    ({ name, before, after, better }) =>
      `<tr class="${better ? 'better' : 'worse'}"><th scope="row">${escape(name)}</th><td>${before}</td><td>${after}</td></tr>`,
  );
  const note =
    report.change.ciderD.interval === null
      ? vscode.l10n.t('So few images are too few to say how exact these figures are.')
      : vscode.l10n.t('In brackets: 95 % intervals, by bootstrap over the images.');
  const heads = [vscode.l10n.t('Before'), vscode.l10n.t('After')].map((text) => `<th scope="col">${escape(text)}</th>`);
  const notes = [note, ...(report.spaceless ? [countedWords()] : [])];
  return `<table><thead><tr><td></td>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>
  ${notes.map((text) => `<p class="note">${escape(text)}</p>`).join('')}`;
}

function countedWords(): string {
  return vscode.l10n.t(
    'Where a script puts no space between words, they are counted as ICU (Intl.Segmenter) tells them apart: figures of tools that cut such captions otherwise cannot be compared.',
  );
}

function readingList(report: SavedReport): string {
  const texts = readingTexts(report);
  if (texts.length === 0) return '';
  return `<h2>${escape(vscode.l10n.t('Whether suggestions are worth reading'))}</h2>
  <ul class="reading">${texts.map((text) => `<li>${escape(text)}</li>`).join('')}</ul>`;
}

function termsList({ terms, newWords, newWordsNamed, cut }: SavedReport): string {
  if (terms.length === 0 && newWords === 0 && cut === 0) return '';
  const pairs = terms.map(([plain, term]) => `<li>${escape(plain)} → <b>${escape(term)}</b></li>`);
  const list = pairs.length === 0 ? '' : `<ul class="terms">${pairs.join('')}</ul>`;
  return `<h2>${escape(vscode.l10n.t('Your words'))}</h2>
  <p>${escape(newWordsText(newWords, newWordsNamed))}</p>${cutText(cut)}${list}`;
}

/** Which words it can write, as many as are named. */
function newWordsText(count: number, named: readonly string[]): string {
  if (named.length === 0) return vscode.l10n.t('Words that it can write as a whole now: {0}.', count);
  const words = named.join(', ');
  return named.length < count
    ? vscode.l10n.t('Words that it can write as a whole now: {0}, and {1} more.', words, count - named.length)
    : vscode.l10n.t('Words that it can write as a whole now: {0}.', words);
}

function cutText(cut: number): string {
  if (cut === 0) return '';
  const text = vscode.l10n.t(
    'Captions that are too long to be learned to their end, and were learned up to there: {0}.',
    cut,
  );
  return `<p>${escape(text)}</p>`;
}

/** A model that came from elsewhere brings no images. */
function exampleList(webview: vscode.Webview, { examples }: SavedReport): string {
  if (examples.length === 0) return '';
  return `<h2>${escape(vscode.l10n.t('Captions before and after'))}</h2>
  <ul class="examples">${examples.map((example) => exampleItem(webview, example)).join('')}</ul>`;
}

function exampleItem(
  webview: vscode.Webview,
  { file, before, after, person }: SavedReport['examples'][number],
): string {
  const line = (label: string, text: string, kind: string): string =>
    `<dt>${escape(label)}</dt><dd class="${kind}">${escape(text)}</dd>`;
  return `<li><img loading="lazy" alt="" src="${escape(webview.asWebviewUri(vscode.Uri.file(file)).toString())}"><dl>
    ${line(vscode.l10n.t('Before'), before, 'before')}${line(vscode.l10n.t('After'), after, 'after')}${line(vscode.l10n.t('You wrote'), person, 'person')}
  </dl></li>`;
}
