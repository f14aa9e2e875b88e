import * as vscode from 'vscode';
import type { BatchProgress } from './batchProgress';

/** One line for a person: “352 of 1,000, 18 a second, 2 min left”. */
export function progressText({ total, done, failed, rate, secondsLeft }: BatchProgress): string {
  const parts = [vscode.l10n.t('{0} of {1}', done.toLocaleString(), total.toLocaleString())];
  if (failed > 0) parts.push(vscode.l10n.t('{0} failed', failed.toLocaleString()));
  if (rate !== undefined) parts.push(rateText(rate));
  if (secondsLeft !== undefined) parts.push(leftText(secondsLeft));
  return parts.join(', ');
}

function rateText(rate: number): string {
  if (rate >= 1) return vscode.l10n.t('{0} a second', rate.toFixed(rate < 10 ? 1 : 0));
  return vscode.l10n.t('{0} a minute', (60 * rate).toFixed(0));
}

function leftText(seconds: number): string {
  if (seconds < 60) return vscode.l10n.t('{0} s left', Math.ceil(seconds));
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return vscode.l10n.t('{0} min left', minutes);
  return vscode.l10n.t('{0} h {1} min left', Math.floor(minutes / 60), minutes % 60);
}
