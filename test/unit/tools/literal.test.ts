// Bytes as console source: whatever the bytes, the line is printable ASCII and its value is those bytes again.
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { longestLiteral } from '../../../tools/console/literal.ts';
import { fc } from '../../chance/property.ts';

const atob = (text: string): string => Buffer.from(text, 'base64').toString('latin1');

function throughLines(data: Uint8Array, characters: number): { value: string; sources: string[] } {
  const sources: string[] = [];
  let value = '';
  for (let at = 0; at < data.length;) {
    const literal = longestLiteral(data, at, characters);
    expect(literal.bytes).toBeGreaterThan(0);
    sources.push(literal.source);
    value += String(runInNewContext(literal.source, { atob }));
    at += literal.bytes;
  }
  return { value, sources };
}

describe('literals for the console', () => {
  it('carry any bytes in printable ASCII, at most as long as allowed', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 600 }),
        fc.integer({ min: 24, max: 500 }),
        (data, characters) => {
          const { value, sources } = throughLines(data, characters);
          expect(Buffer.from(value, 'latin1').equals(Buffer.from(data))).toBe(true);
          for (const source of sources) {
            expect(source).toMatch(/^[\x20-\x7e]+$/);
            expect(source.length).toBeLessThanOrEqual(characters);
          }
        },
      ),
    );
  });

  it('never hold 0x03 or 0x04, which would interrupt the interpreter', () => {
    const { sources } = throughLines(Uint8Array.from([3, 4, 3, 4, 0x41, 3]), 100);
    expect(sources.join('')).not.toMatch(/[\x03\x04]/);
  });

  it('do not turn a zero byte before a digit into an octal escape', () => {
    const data = Uint8Array.from(Buffer.from('ab\0' + '7cdefghijklmnop'));
    expect(throughLines(data, 200).value).toBe('ab\x007cdefghijklmnop');
  });

  it('cost a minified bundle less than one character in fifty', () => {
    const bundle = Buffer.from(
      '(()=>{var e="a",t=1;if(e==="b")return t+\'c\';for(let r=0;r<9;r++)e+=String.fromCharCode(r)})();'.repeat(40),
    );
    const { sources } = throughLines(bundle, 360);
    const characters = sources.reduce((sum, source) => sum + source.length, 0);
    expect(characters / bundle.length).toBeLessThan(1.05);
  });

  it('take the shorter of escapes and base64', () => {
    const noise = Uint8Array.from({ length: 300 }, (_, at) => (at * 37 + 129) % 256);
    expect(longestLiteral(noise, 0, 360).source).toMatch(/^atob\(/);
    expect(longestLiteral(Buffer.from('plain text '.repeat(30)), 0, 360).source).toMatch(/^"plain/);
  });
});
