import * as vscode from 'vscode';
import { dateText } from '../base/dateText';
import { showInformation } from '../base/notifications';
import type { FineTunes } from './fineTunes';

/** *Fine-Tune on Your Corrections*: asks what is to become of a run that was broken off, if there is one. */
export async function fineTuneCommand(fineTunes: FineTunes): Promise<void> {
  await fineTunes.untilStopped();
  const broken = fineTunes.isRunning ? undefined : await fineTunes.brokenOffByPerson();
  if (!broken) return fineTunes.start();
  const goOn = vscode.l10n.t('Go On');
  const anew = vscode.l10n.t('Start Anew');
  const answer = await showInformation(
    vscode.l10n.t(
      'A fine-tune of {0} on {1} images was broken off. Go on with it, or start anew with all that is decided by now?',
      dateText(broken.run.began),
      broken.run.corrections.length,
    ),
    goOn,
    anew,
  );
  if (answer === goOn) await fineTunes.start({ resume: broken });
  if (answer === anew) await fineTunes.start();
}
