// Which functions take their own helpers along. Every function of the bundle costs Espruino about eight variables as long as the
// program runs, and lengthens the list in which each name is looked up. What only a rare function uses is therefore declared
// inside it by the build (part.ts): it is there while that function runs, and costs nothing otherwise.

/**
 * Names in the source, inner ones before those that call them. Each is called seldom enough that declaring its helpers anew each
 * time (about 10,000 interpreter instructions a helper, 0.2 ms on an nRF52) does not matter.
 */
export const rareFunctions: readonly string[] = [
  'sessionVerb',
  'sessionLine',
  'open',
  'hello',
  'receiveLine',
  'takeRecords',
  'writeRecord',
  'readIdentity',
  'selfTest',
  'moveTally',
  'paintInfo',
  'refused',
];

/**
 * Names that a press looks up, those looked up most first: they are declared first (order.ts). What a maker gave is called
 * `maker$member` by then (flatten.ts, scatter.ts).
 */
export const hotNames: readonly string[] = [
  'state',
  'quickDown',
  'quickUp',
  'onKey',
  'makeCode',
  'timeDigest',
  'makeMark',
  'bytesOf',
  'paint',
  'digest',
  'toBytes',
  'makeScreen$clear',
  'clearAll',
  'write',
  'writeFile',
  'makeStore$read',
  'written',
  'twoWritten',
  'reader',
  'updateReader',
];
