// Which of JavaScript's own names Espruino 2v29 has, and which it lacks. One list for two uses: the shortener leaves all of
// these names alone, and the dialect check refuses the missing ones. Found by running the interpreter.

/** Globals of the language that are safe to use. Left out on purpose: Number, RegExp, Function, Symbol, Map, console, print. */
export const languageGlobals: readonly string[] = words(`
  Array ArrayBuffer Boolean DataView Date Error Infinity Int16Array Int32Array Int8Array Math NaN Object Promise String
  TypeError Uint16Array Uint32Array Uint8Array Uint8ClampedArray Float32Array Float64Array
  arguments atob btoa isFinite isNaN parseInt undefined
`);

/** Globals of every Espruino board that the firmware may use. */
export const espruinoGlobals: readonly string[] = words(`
  E Graphics analogRead analogWrite changeInterval clearInterval clearTimeout clearWatch digitalPulse
  digitalRead digitalWrite getTime peek32 pinMode process require setInterval setTime setTimeout setWatch
`);

/** Members of the language's objects that Espruino has. */
export const languageMembers: readonly string[] = words(`
  length prototype constructor message stack name
  all call apply bind then catch resolve reject toString valueOf hasOwnProperty
  assign create entries fromEntries getOwnPropertyNames getPrototypeOf setPrototypeOf defineProperty keys values
  concat every fill filter find findIndex forEach includes indexOf isArray join map pop push reduce reverse shift slice some
  sort splice unshift
  charAt charCodeAt endsWith fromCharCode match padEnd padStart repeat replace replaceAll split startsWith substr substring
  toLowerCase toUpperCase trim
  buffer byteLength byteOffset set subarray BYTES_PER_ELEMENT
  getFloat32 getFloat64 getInt16 getInt32 getInt8 getUint16 getUint32 getUint8
  setFloat32 setFloat64 setInt16 setInt32 setInt8 setUint16 setUint32 setUint8
  E LN2 LN10 PI abs acos asin atan atan2 ceil cos exp floor log max min pow random round sign sin sqrt tan
  getTime getTimezoneOffset now parse stringify toISOString toFixed exec test
`);

/** Members that JavaScript has and Espruino lacks, whatever object they are asked of. */
export const missingMembers: readonly string[] = words(`
  at copyWithin findLast findLastIndex flat flatMap lastIndexOf reduceRight toReversed toSorted toSpliced with from of
  codePointAt fromCodePoint localeCompare matchAll normalize search trimStart trimEnd isWellFormed toWellFormed raw
  trunc imul clz32 fround hypot cbrt log2 log10 log1p expm1 sinh cosh tanh asinh acosh atanh
  isInteger isSafeInteger isFinite isNaN MAX_SAFE_INTEGER MIN_SAFE_INTEGER EPSILON
  freeze isFrozen seal isSealed preventExtensions is hasOwn getOwnPropertySymbols
  finally race any allSettled withResolvers
  getBigInt64 getBigUint64 setBigInt64 setBigUint64 description groups iterator asyncIterator
`);

/** Members that exist only on `Object` there, not on arrays. */
export const objectOnlyMembers: readonly string[] = ['entries', 'keys', 'values'];

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
