import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { defaultKeys } from '../../../src/webview/keyboard/defaultKeys';

interface Binding {
  command: string;
  key: string;
  mac?: string;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { contributes: { keybindings: Binding[] } };
const bindings = manifest.contributes.keybindings;

describe('The legend', () => {
  it('names every command that has a key', () => {
    const named = defaultKeys.flatMap(({ commands }) => commands.map((command) => `showtell.${command}`));
    assert.deepEqual(named.toSorted(), [...new Set(bindings.map(({ command }) => command))].toSorted());
  });

  it('names the keys that they have, on macOS too', () => {
    for (const { commands, keys, onMac = keys } of defaultKeys) {
      if (commands.length === 0) continue;
      const bound = commands.map((command) => bindings.findLast((one) => one.command === `showtell.${command}`));
      const ends = <T>(all: readonly T[]): readonly T[] => (keys.includes('…') ? [all[0], all[all.length - 1]] : all);
      const written = (all: readonly string[]): readonly string[] => all.filter((key) => key !== '…');
      assert.deepEqual(written(keys), ends(bound.map((one) => one?.key)), commands.join());
      assert.deepEqual(written(onMac), ends(bound.map((one) => one?.mac ?? one?.key)), commands.join());
    }
  });
});
