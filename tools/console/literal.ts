// Bytes as JavaScript source that is safe on the Espruino console: printable ASCII only. A raw 0x03 would
// interrupt the interpreter, a raw newline would end the line, a raw byte over 0x7E reads differently per board.

export interface Literal {
  /** An expression whose value is the byte string. */
  readonly source: string;
  /** How many of the bytes it holds. */
  readonly bytes: number;
}

/** The expression of at most `characters` characters that holds the most bytes of `data` from `offset` on. */
export function longestLiteral(data: Uint8Array, offset: number, characters: number): Literal {
  const candidates = [
    quoted(data, offset, characters, '"'),
    quoted(data, offset, characters, "'"),
    base64(data, offset, characters),
  ];
  return candidates.reduce((best, one) => (one.bytes > best.bytes ? one : best));
}

function quoted(data: Uint8Array, offset: number, characters: number, quote: string): Literal {
  let source = quote;
  let at = offset;
  for (; at < data.length; at++) {
    const escaped = escape(data[at]!, data[at + 1], quote);
    if (source.length + escaped.length + 1 > characters) break;
    source += escaped;
  }
  return { source: source + quote, bytes: at - offset };
}

function escape(byte: number, next: number | undefined, quote: string): string {
  const character = String.fromCharCode(byte);
  if (character === quote || character === '\\') return `\\${character}`;
  if (byte >= 0x20 && byte <= 0x7e) return character;
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  // "\0" before a digit would be an octal escape.
  const nextIsDigit = next !== undefined && next >= 0x30 && next <= 0x39;
  if (byte === 0 && !nextIsDigit) return '\\0';
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}

function base64(data: Uint8Array, offset: number, characters: number): Literal {
  const bytes = Math.min(data.length - offset, Math.floor((characters - 'atob("")'.length) / 4) * 3);
  if (bytes <= 0) return { source: '', bytes: 0 };
  return { source: `atob("${Buffer.from(data.subarray(offset, offset + bytes)).toString('base64')}")`, bytes };
}
