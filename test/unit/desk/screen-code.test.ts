// Reading the code off a frame, and telling the screen in words.
import { describe, expect, it } from 'vitest';
import { spokenScreen, writtenScreen } from '../../../simulator/desk/page/screen-words.ts';
import { codeOnScreen } from '../../../simulator/desk/screen-code.ts';

const big = (text: string, x: number, y: number) => ({ text, x, y, font: 'big' });
const small = (text: string) => ({ text, x: 90, y: 1, font: 'small' });

describe('the code on a screen', () => {
  it('is the digits of one type, in reading order', () => {
    const strings = [big('224', 0, 29), small('23'), small('sek.'), big('755', 0, 0)];
    expect(codeOnScreen({ lit: true, strings })).toBe('755224');
    expect(codeOnScreen({ lit: true, strings: [big('12', 40, 0), big('8900', 0, 0), big('59', 80, 0)] })).toBe(
      '89001259',
    );
  });

  it('is not there on a dark screen, or where digits are only in words', () => {
    expect(codeOnScreen({ lit: false, strings: [big('755224', 0, 0)] })).toBeUndefined();
    expect(codeOnScreen({ lit: true, strings: [small('Nr. KK-0000013'), small('23')] })).toBeUndefined();
  });
});

describe('the screen in words', () => {
  const lit = (...strings: string[]) => ({ lit: true, strings });

  it('tells codes digit by digit and leaves the countdown out', () => {
    expect(spokenScreen(lit('755', '224', '23 s'), true)).toEqual({
      page: 'The screen shows: ',
      token: '7 5 5, 2 2 4',
    });
    expect(spokenScreen(lit('755', '224', '22 s'), true)).toEqual(spokenScreen(lit('755', '224', '21 s'), true));
    expect(writtenScreen(lit('755', '224', '23 s'), true)).toBe('755 224 · 23 s');
    expect(writtenScreen(lit('23 s', '755', '224'), true)).toBe('755 224 · 23 s');
  });

  it('says why nothing is to be seen', () => {
    expect(writtenScreen({ lit: false, strings: [] }, true)).toBe('nothing: it is dark');
    expect(spokenScreen({ lit: false, strings: [] }, false)).toEqual({ page: 'It has no power.', token: '' });
  });
});
