import { packageTargets } from '../../scripts/steps/packageTargets.mjs';

/** The package that VS Code would take here; undefined where there is only the one for all systems. */
export function packageOfThisSystem(): string | undefined {
  const { platform, arch } = process;
  const isMusl = platform === 'linux' && !reportNames('glibcVersionRuntime');
  const name = `${isMusl ? 'alpine' : platform}-${arch}`;
  return name in packageTargets ? name : undefined;
}

function reportNames(what: string): boolean {
  return JSON.stringify(process.report.getReport()).includes(what);
}
