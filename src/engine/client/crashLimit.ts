import * as l10n from '@vscode/l10n';

/** Crashes within this time before the engine is not started any more. */
const most = 3;
const windowMinutes = 5;

/** Counts crashes, so that an engine that cannot live is not started for ever. */
export class CrashLimit {
  private readonly times: number[] = [];

  record(): void {
    this.times.push(Date.now());
  }

  /** Why the engine is not started again, if there were too many crashes lately. */
  get refusal(): string | undefined {
    const recent = this.times.filter((time) => Date.now() - time < windowMinutes * 60_000);
    if (recent.length < most) return undefined;
    return l10n.t(
      'The captioner crashed {0} times within {1} minutes, so it is not started again for now. The log may say why; another backend (setting showtell.backend) may help.',
      most,
      windowMinutes,
    );
  }
}
