// What comes out of the bundler: fit for Espruino, and still computing the standards' codes after all that was done to it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../../firmware/build/bundle.ts';
import { buildConstants } from '../../../firmware/build/constants.ts';
import { dialectFindings } from '../../../firmware/build/dialect.ts';
import { globalsOf } from '../../../firmware/build/dialect/globals.ts';
import { exactly, keptNames } from '../../../firmware/build/names.ts';
import { renameOf } from '../../../firmware/build/rename-of.ts';
import { squeeze } from '../../../firmware/build/squeeze.ts';
import { root } from '../../../firmware/build/write.ts';
import { pixljs } from '../../../hardware/boards/pixljs.ts';
import { BoardOnTrial } from './on-board.ts';

const firmware = join(root, 'firmware');
const options = {
  firmware,
  displayDriver: pixljs.display.driver,
  constants: buildConstants('code-display', pixljs, '1.2.3'),
  keptNames: keptNames(firmware),
};

// RFC 4226, appendix D; RFC 6238, appendix B.
const hotpCodes = '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' ');
const totpCodes: Readonly<Record<string, readonly [sha1: string, sha256: string, sha512: string]>> = {
  '59': ['94287082', '46119246', '90693936'],
  '1111111109': ['07081804', '68084774', '25091201'],
  '1111111111': ['14050471', '67062674', '99943326'],
  '1234567890': ['89005924', '91819424', '93441116'],
  '2000000000': ['69279037', '90698825', '38618901'],
  '20000000000': ['65353130', '77737706', '47863826'],
};
const expected = [
  ...hotpCodes.map((code, counter) => `hotp ${counter} ${code}`),
  ...Object.entries(totpCodes).flatMap(([time, codes]) =>
    codes.map((code, i) => `totp ${['SHA1', 'SHA256', 'SHA512'][i]} ${time} ${code}`),
  ),
];

describe('the vectors, bundled, minified and with short names', () => {
  let app = '';
  beforeAll(async () => {
    app = await bundle({ ...options, entry: join(import.meta.dirname, 'vectors-entry.ts') });
  });

  it('are fit for Espruino', () => {
    expect(dialectFindings(app, [...globalsOf(pixljs), 'answer'])).toEqual([]);
  });

  it('come out right in plain JavaScript', () => {
    const answers: string[] = [];
    const run: unknown = runInNewContext(app, {
      answer: (name: string, code: string) => answers.push(`${name} ${code}`),
    });
    if (typeof run === 'function') run('00000000');
    expect(answers).toEqual(expected);
  });

  it('come out right on the virtual board', () => {
    const board = new BoardOnTrial();
    board.write('kk.app', app);
    board.run('function answer(name,code){print(name+" "+code)}');
    const printed = board.run('eval(require("Storage").read("kk.app"))("00000000")');
    expect(printed.split('\n')).toEqual(expected);
  });
});

describe('the bundler', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const bundled = (source: string): Promise<string> => {
    const entry = join(folder, 'entry.ts');
    writeFileSync(entry, source);
    return bundle({ ...options, entry });
  };

  it('makes one function expression that takes the firmware hash', async () => {
    expect(await bundled('Serial1.write(__FIRMWARE_HASH__);')).toBe('(function(i){Serial1.write(i)})');
  });

  it('drops what the board does not need', async () => {
    const text = await bundled(`if (__BLUETOOTH__) NRF.sleep(); if (__NATIVE_SHA512__) Serial1.write('dead');`);
    expect(text).toBe('(function(e){NRF.sleep()})');
  });

  it('shortens our names and leaves the interpreter its own', async () => {
    const text = await bundled(`
      const settings = { periodSeconds: 30, edge: 'both', debounce: 20, repeat: true };
      setWatch(() => Serial1.write('' + settings.periodSeconds), BTN1, settings);`);
    expect(text).not.toMatch(/periodSeconds|settings/);
    expect(text).toMatch(/edge:"both",debounce:20,repeat:!0/);
  });

  it("leaves a name alone that is also a string in the firmware, and puts an enum member's value in its place", () => {
    const kept = exactly(options.keptNames);
    expect('battery').toMatch(kept);
    expect('clockLost').toMatch(kept);
    expect('setFontCustom').toMatch(kept);
    expect('charCodeAt').toMatch(kept);
    expect('uptimeSeconds').not.toMatch(kept);
  });

  it("gives the board's display driver for #display", async () => {
    expect(await bundled(`import { setPower } from '#display'; setPower(false);`)).toContain('Pixl.setLCDPower');
  });

  it('writes control and 8-bit characters as escapes', async () => {
    const codes = [0, 1, 7, 9, 13, 27, 31, 127, 128, 230, 255];
    const escaped = codes.map((code) => `\\x${code.toString(16).padStart(2, '0')}`).join('');
    const text = await bundled(`Serial1.write('${escaped}');`);
    expect(text).toMatch(/^[\x20-\x7e]+$/);
    let written = '';
    const run: unknown = runInNewContext(text, { Serial1: { write: (bytes: string) => (written = bytes) } });
    if (typeof run === 'function') run('');
    expect([...written].map((byte) => byte.charCodeAt(0))).toEqual(codes);
  });

  it.each([
    'take(E.a?.b);',
    'take(E.a ** E.b);',
    'E.a ??= 1;',
    'for (let i = 0; i < 3; i++) { let j = i; take(() => j); }',
    'const of = (of: number): number => of; take(of);',
  ])('lowers %s', async (source) => {
    const text = await bundled(`declare const take: any, E: any; ${source}`);
    expect(dialectFindings(text, [...globalsOf(pixljs), 'take'])).toEqual([]);
  });

  it.each([
    'const { a } = E; take(a);',
    'take((...a: number[]) => a);',
    'take((a = 1) => a);',
    'take([...E]);',
    'take(10n);',
    'take(async () => { await E; });',
    'take(new Map());',
    'take(Math.trunc(E));',
    'for (let i = 0; i < 3; i++) take(() => i);',
    'early(); function early() { take(late); } const late = 1;',
  ])('does not let %s through', async (source) => {
    const refused = await bundled(`declare const take: any, E: any; ${source}`).then(
      (text) => dialectFindings(text, [...globalsOf(pixljs), 'take']).length > 0,
      () => true,
    );
    expect(refused).toBe(true);
  });
});

describe('a variable named of', () => {
  it('gets another name', () => {
    expect(renameOf('(function(of){for(let $a of of)return of.of+$a})')).toBe(
      '(function($b){for(let $a of $b)return $b.of+$a})',
    );
  });
});

describe('what the minifier leaves', () => {
  it.each([
    ['a constant goes where it is used', 'var a=5;f(a,a+1);', 'f(5,5+1);'],
    [
      'neighbouring declarations become one',
      'var a=()=>b;var b=()=>a;f(a);var c=f();',
      'var a=()=>b,b=()=>a;f(a);var c=f();',
    ],
    ['a short string counts too', 'var a="kk.t",b=f();f(a,b);', 'var b=f();f("kk.t",b);'],
    ['a long one that is used often stays', 'var a="abcdefghijkl";f(a,a,a,a);', 'var a="abcdefghijkl";f(a,a,a,a);'],
    ['what changes stays', 'var a=5;a++;f(a);', 'var a=5;a++;f(a);'],
    ['what is assigned within a function stays', 'var a=5;f(()=>{a=6});', 'var a=5;f(()=>{a=6});'],
    ['a number that is asked for a member stays', 'var a=5;f(a.b);', 'var a=5;f(a.b);'],
    ['a name of its own within stays', 'var a=5;f(a=>a);f(a);', 'f(a=>a);f(5);'],
    ['negative numbers stay', 'var a=-1;f(b-a);', 'var a=-1;f(b-a);'],
    ['keywords keep their space', 'var a=5;f(()=>{return a});', 'f(()=>{return 5});'],
  ])('%s', (_what, before, after) => {
    expect(squeeze(`(function(h){${before}})`)).toBe(`(function(h){${after}})`);
  });
});
