// Bytes of the wire as text that a person can read, without what must not be shown: an upload carries the unit's keys.

const controls =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

/** Longest string literal of a console line that is shown. */
const longestLiteral = 12;

/** Bytes as printable text: control bytes by their names, those above ASCII in hexadecimal; the line end is left out. */
export function readable(bytes: readonly number[]): string {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d)) end--;
  return bytes
    .slice(0, end)
    .map((byte) => {
      if (byte < 0x20) return `‹${controls[byte]}›`;
      if (byte === 0x7f) return '‹DEL›';
      return byte < 0x7f ? String.fromCharCode(byte) : `‹${byte.toString(16)}›`;
    })
    .join('');
}

/** A line for the console as text; longer string literals, which may be keys, become an ellipsis. */
export function readableUpload(bytes: readonly number[]): string {
  return readable(bytes).replace(/(["'`])((?:\\.|(?!\1)[^\\])*)(\1|\\?$)/g, (whole, quote: string, content: string) =>
    content.length > longestLiteral ? `${quote}…${quote}` : whole,
  );
}
