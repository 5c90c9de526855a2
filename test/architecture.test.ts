// The checkout keeps its own rules: who imports what, how long a file is, what must stand nowhere.
// Every rule is fed a bad example too, so that it can't fall silent.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../tools/setup/root.mjs';
import * as rules from './architecture/rules.ts';
import { checkoutFiles, importsOf, type SourceFile } from './architecture/source-files.ts';

// This file quotes what it forbids.
const files = checkoutFiles().filter((file) => file.path !== 'test/architecture.test.ts');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

interface Case {
  readonly title: string;
  readonly rule: (files: readonly SourceFile[]) => string[];
  /** Files that break the rule, each on its own: path and text. */
  readonly bad: readonly (readonly [string, string])[];
}

const cases: readonly Case[] = [
  {
    title: 'folders import only what their layer allows',
    rule: rules.importsFollowLayers,
    bad: [
      ['firmware/core/code.ts', `import { readFileSync } from 'node:fs';`],
      ['firmware/core/code.ts', `import { sha1 } from '@noble/hashes/legacy.js';`],
      ['firmware/core/code.ts', `import type { Token } from '../token/token.ts';`],
      ['firmware/token/token.ts', `import { pin } from '../espruino/pin.ts';`],
      ['firmware/token/token.ts', `import { pixljs } from '../../hardware/boards/pixljs.ts';`],
      ['firmware/token/token.ts', `import { refresh } from '#display';`],
      ['firmware/espruino/display.ts', `import {\n  a,\n  type B,\n} from '../token/screen.ts';`],
      ['firmware/products/code-display.ts', `import { bundle } from '../build/bundle.ts';`],
      ['firmware/products/code-display.ts', `export * from '../host/manifest.ts';`],
      ['firmware/host/manifest.ts', `import { update } from '../token/token.ts';`],
      ['hardware/boards.ts', `import { x } from '../firmware/core/code.ts';`],
      ['simulator/board/board.ts', `import { x } from '../../firmware/core/code.ts';`],
      ['simulator/board/board.ts', `import { x } from '../world/crystal.ts';`],
      ['simulator/board/board.ts', `import { x } from 'esbuild';`],
      ['simulator/world/crystal.ts', `import { x } from '../desk/main.ts';`],
      ['simulator/desk/main.ts', `const tool = await import('../../tools/main.ts');`],
      ['simulator/desk/main.ts', `import '../../firmware/token/token.ts';`],
      ['tools/main.ts', `import { x } from '../simulator/desk/main.ts';`],
      ['tools/main.ts', `import { x } from '../firmware/build/bundle.ts';`],
      ['tools/setup/install.mjs', `import pc from 'picocolors';`],
      ['tools/main.ts', `import { x } from '../test/vectors.ts';`],
      ['firmware/other/thing.ts', `// In no layer.`],
    ],
  },
  {
    title: 'relative imports carry the ending of the file',
    rule: rules.importsNameFiles,
    bad: [['tools/main.ts', `import { x } from './flash';`]],
  },
  {
    title: 'what a user runs needs only the dependencies in package.json',
    rule: (some) => rules.importsAreDeclared(some, manifest.dependencies),
    bad: [
      ['tools/main.ts', `import { x } from 'left-pad/index.js';`],
      ['tools/main.ts', `import fc from 'fast-check';`],
      ['simulator/desk/main.ts', `import { x } from '@nobody/nothing/deep';`],
    ],
  },
  {
    title: 'the firmware does not know that there is a simulator',
    rule: rules.firmwareKnowsNoSimulator,
    bad: [
      ['firmware/token/token.ts', `// Fine in a comment: the simulator.\nif (isSimulator) show();`],
      ['firmware/espruino/display.ts', `const emulated = process.env.BOARD === 'EMULATOR';`],
    ],
  },
  {
    title: 'every source file starts by saying what it is',
    rule: rules.startsWithComment,
    bad: [['tools/main.ts', `import { x } from './x.ts';\n// Too late.`]],
  },
  {
    title: 'no file or folder is a lumber room',
    rule: rules.namesSayWhat,
    bad: [
      ['tools/utils.ts', ''],
      ['tools/helpers/serial.ts', ''],
      ['simulator/desk/port-manager.ts', ''],
    ],
  },
  {
    title: `no source file is longer than ${rules.mostLines} lines`,
    rule: rules.filesAreShort,
    bad: [['tools/main.ts', '//\n'.repeat(rules.mostLines + 1)]],
  },
  {
    title: 'nothing names a path of one machine',
    rule: rules.namesNoMachine,
    bad: ['work/main', 'root/.npmrc', 'home/anna/klarkode', 'Users/anna/x', 'tmp/port'].map(
      (path) => ['test/bench/main.ts', `run it in /${path}`] as const,
    ),
  },
  {
    title: "the lock file names no registry's host",
    rule: rules.lockNamesNoHost,
    bad: [
      ['package-lock.json', `"resolved": "https://example.org/x.tgz"`],
      ['.npmrc', 'registry=https://example.org'],
    ],
  },
  {
    title: 'the lock file holds all that is asked for',
    rule: rules.lockIsComplete,
    bad: [
      ['package-lock.json', `{"packages":{"":{"dependencies":{"esbuild":"1"}}}}`],
      ['package-lock.json', `{"packages":{"node_modules/a":{"optionalDependencies":{"@a/darwin-arm64":"1"}}}}`],
    ],
  },
];

describe.each(cases)('$title', ({ rule, bad }) => {
  it('holds', () => {
    expect(rule(files)).toEqual([]);
  });

  it.each(bad.map(([path, text]) => ({ path, text })))('is not kept by $path: $text', ({ path, text }) => {
    expect(rule([{ path, text }])).not.toEqual([]);
  });
});

describe('the reader of imports', () => {
  it('sees every form of an import, types included', () => {
    const text = [
      `import a from 'one';`,
      `import type { B } from "two";`,
      `import {\n  c,\n  type D,\n} from 'three';`,
      `import * as e from 'four'; import 'five';`,
      `export { f } from 'six';`,
      `export type { G } from 'seven';`,
      `export * as h from 'eight';`,
      `const i = await import('nine');`,
      `let j: import('ten').J;`,
      `import k, { l } from 'eleven';`,
    ].join('\n');
    const seen = importsOf({ path: 'x.ts', text });
    const all = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'];
    expect(seen.sort()).toEqual(all.sort());
  });

  it('reads the checkout', () => {
    expect(files.map((file) => file.path)).toContain('tools/setup/install.mjs');
    expect(importsOf(files.find((file) => file.path === 'test/architecture/rules.ts')!)).toContain('node:module');
  });
});

it('has few files that grow long', () => {
  const code = files.filter((file) => rules.lineCount(file) > 0 && /\.(ts|tsx|mjs)$/.test(file.path));
  const long = code.filter((file) => rules.lineCount(file) > 250 && !file.path.startsWith('test/vectors/'));
  for (const file of long) console.warn(`${file.path} has ${rules.lineCount(file)} lines: time to divide it?`);
  expect(long.length).toBeLessThanOrEqual(code.length / 10);
});
