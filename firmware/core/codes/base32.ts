// Base32 (RFC 4648, section 6) as people type secrets: any case, in groups, with or without padding. It never guesses,
// since one wrong character makes a token that shows wrong codes, and an error never shows more than one character.
import type { Bytes } from '../bytes.ts';
import type { Parsed } from '../parsed.ts';
import { accepted, refused } from '../parsed.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 in capitals, without padding. */
export const encodeBase32 = (bytes: Bytes): string => {
  let text = '';
  let bits = 0;
  let kept = 0;
  for (let i = 0; i < bytes.length; i++) {
    kept = ((kept << 8) | bytes.charCodeAt(i)) & 4095;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((kept >> bits) & 31);
    }
  }
  return bits > 0 ? text + alphabet.charAt((kept << (5 - bits)) & 31) : text;
};

// Illegal characters by what can be seen of them: themselves, or their number when they can't.
const shown = (text: string, at: number): string => {
  const code = text.charCodeAt(at);
  if (code > 32 && code < 127) return '"' + text.charAt(at) + '"';
  return 'U+' + ('000' + code.toString(16).toUpperCase()).slice(-4);
};

const hint = (character: string): string => {
  if (character === '0') return ': if it is the letter O, type O';
  if (character === '1') return ': if it is the letter I or L, type that';
  if (character === '8') return ': if it is the letter B, type B';
  return '';
};

/**
 * The bytes that `text` spells. Spaces, tabs, line ends and dashes between characters don't count; padding is right or
 * not there. Refuses every other character by its position, and left-over bits that are not zero (section 3.5).
 */
export const decodeBase32 = (text: string): Parsed<Bytes> => {
  const known = alphabet + alphabet.toLowerCase();
  let bytes = '';
  let bits = 0;
  let kept = 0;
  let characters = 0;
  let padding = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    const place = known.indexOf(character);
    if (' \t\r\n-'.indexOf(character) >= 0) continue;
    if (character === '=') {
      padding++;
      continue;
    }
    if (place < 0)
      return refused(
        'Character ' +
          (i + 1) +
          ' of the base32 text, ' +
          shown(text, i) +
          ', is not one of A to Z and 2 to 7' +
          hint(character) +
          '.',
      );
    if (padding > 0)
      return refused('Character ' + (i + 1) + ' of the base32 text comes after "=", which may only end it.');
    characters++;
    kept = ((kept << 5) | (place & 31)) & 4095;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes += String.fromCharCode((kept >> bits) & 255);
    }
  }
  if (bits >= 5)
    return refused(
      'The base32 text has ' +
        characters +
        ' characters, which is no whole number of bytes: one is missing or too many.',
    );
  if (padding > 0 && padding !== (8 - (characters % 8)) % 8)
    return refused(
      'The base32 text ends in ' +
        padding +
        ' "=" where ' +
        ((8 - (characters % 8)) % 8) +
        ' or none belong: a character may be missing.',
    );
  if ((kept & ((1 << bits) - 1)) !== 0)
    return refused(
      'The last character of the base32 text says more than a whole number of bytes: a character is missing or wrong.',
    );
  return accepted(bytes);
};
