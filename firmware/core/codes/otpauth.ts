// otpauth URIs ("Key Uri Format" of the Google Authenticator wiki): a credential as text, often as a QR code. The URI is
// taken apart before anything in it is percent-decoded. It holds the secret: an error names the part, never its value.
import type { Parsed } from '../parsed.ts';
import { accepted, refused } from '../parsed.ts';
import { decodeBase32, encodeBase32 } from './base32.ts';
import type { Credential } from './credential.ts';
import { credentialProblem } from './credential.ts';

type Draft = { -readonly [field in keyof Credential]: Credential[field] };

const known = ['secret', 'issuer', 'algorithm', 'digits', 'period', 'counter'];

// Percent-decodes one part. A plus sign stays one: this is no web form.
const decoded = (part: string, name: string): Parsed<string> => {
  let value = '';
  try {
    value = decodeURIComponent(part);
  } catch {
    return refused(
      'The ' + name + ' of the otpauth URI has a "%" that begins no UTF-8 character: write "%25" for the sign itself.',
    );
  }
  for (let i = 0; i < value.length; i++)
    if (value.charCodeAt(i) < 32 || (value.charCodeAt(i) > 126 && value.charCodeAt(i) < 160))
      return refused('The ' + name + ' of the otpauth URI has a control character: none is allowed.');
  return accepted(value);
};

// Decimal digits only: Number() would take "1e3", "0x10" and "".
const wholeNumber = (text: string, name: string): Parsed<number> => {
  for (let i = 0; i < text.length; i++) if ('0123456789'.indexOf(text.charAt(i)) < 0) text = '';
  if (text === '' || text.length > 16)
    return refused('The ' + name + ' of the otpauth URI is no whole number: up to 16 digits are allowed.');
  return accepted(parseInt(text, 10));
};

// SHA1, SHA-1, HmacSHA1, HMAC-SHA-1, ... in any case; undefined for what is none of the three.
const algorithmNamed = (text: string): Credential['algorithm'] | undefined => {
  const plain = text.toUpperCase().split('-').join('').split('_').join('');
  const name = plain.indexOf('HMAC') === 0 ? plain.substring(4) : plain;
  return name === 'SHA1' || name === 'SHA256' || name === 'SHA512' ? name : undefined;
};

// The label: "issuer:account" or "account". Split at the first ":", or else at the first "%3A".
const readLabel = (label: string, credential: Draft): string | undefined => {
  const plain = label.indexOf(':');
  const encoded = label.toUpperCase().indexOf('%3A');
  const at = plain >= 0 ? plain : encoded;
  const issuer = decoded(at < 0 ? '' : label.substring(0, at), 'label');
  const account = decoded(at < 0 ? label : label.substring(at + (plain >= 0 ? 1 : 3)), 'label');
  if (!issuer.ok) return issuer.problem;
  if (!account.ok) return account.problem;
  if (issuer.value.trim() !== '') credential.issuer = issuer.value.trim();
  if (account.value.trim() !== '') credential.account = account.value.trim();
  return undefined;
};

const readParameter = (name: string, value: string, credential: Draft): string | undefined => {
  if (name === 'secret') {
    const secret = decodeBase32(value);
    if (!secret.ok) return 'The secret of the otpauth URI is wrong. ' + secret.problem;
    credential.secret = secret.value;
  } else if (name === 'issuer') {
    // Where it differs from the label's prefix it wins: the prefix is the older way.
    if (value.trim() !== '') credential.issuer = value.trim();
  } else if (name === 'algorithm') {
    const algorithm = algorithmNamed(value);
    if (algorithm === undefined)
      return 'The algorithm of the otpauth URI is unknown: it must be SHA1, SHA256 or SHA512.';
    credential.algorithm = algorithm;
  } else {
    const number = wholeNumber(value, name);
    if (!number.ok) return number.problem;
    if (name === 'digits') credential.digits = number.value;
    else if (name === 'period' && credential.type === 'totp') credential.periodSeconds = number.value;
    else if (name === 'counter' && credential.type === 'hotp') credential.counter = number.value;
  }
  return undefined;
};

/** The credential in an otpauth URI. Parameters that this page does not know are ignored; a known one may come once. */
export const parseOtpauth = (text: string): Parsed<Credential> => {
  const uri = text.trim();
  const question = uri.indexOf('?');
  const slash = uri.indexOf('/', 10);
  if (uri.substring(0, 10).toLowerCase() !== 'otpauth://')
    return refused('The text is no otpauth URI: it must begin with "otpauth://".');
  if (uri.indexOf('#') >= 0)
    return refused('The otpauth URI has a "#", after which nothing would count: write "%23" for the sign itself.');
  if (question < 0 || slash < 0 || slash > question)
    return refused('The otpauth URI is not of the form otpauth://TYPE/LABEL?secret=...: a part is missing.');
  const type = uri.substring(10, slash).toLowerCase();
  if (type !== 'totp' && type !== 'hotp')
    return refused('The type of the otpauth URI is unknown: it must be totp or hotp.');

  const credential: Draft = { type: type, algorithm: 'SHA1', digits: 6, periodSeconds: 30, counter: 0, secret: '' };
  let problem = readLabel(uri.substring(slash + 1, question), credential);
  const seen: string[] = [];
  const parts = uri.substring(question + 1).split('&');
  for (let i = 0; i < parts.length && problem === undefined; i++) {
    const part = parts[i]!;
    const equals = part.indexOf('=');
    const name = (equals < 0 ? part : part.substring(0, equals)).toLowerCase();
    if (known.indexOf(name) < 0) continue;
    if (seen.indexOf(name) >= 0) return refused('The otpauth URI gives its ' + name + ' twice: once is allowed.');
    seen.push(name);
    const value = decoded(equals < 0 ? '' : part.substring(equals + 1), name);
    problem = value.ok ? readParameter(name, value.value, credential) : value.problem;
  }
  if (problem === undefined && seen.indexOf('secret') < 0)
    problem = 'The otpauth URI has no secret: it needs secret=BASE32.';
  if (problem === undefined && type === 'hotp' && seen.indexOf('counter') < 0)
    problem = 'The otpauth URI of type hotp has no counter: it needs counter=NUMBER.';
  if (problem === undefined) problem = credentialProblem(credential);
  return problem === undefined ? accepted(credential) : refused(problem);
};

/** The otpauth URI of a credential, everything spelled out. Issuer and account must be well-formed Unicode. */
export const formatOtpauth = (credential: Credential): string => {
  const issuer = encodeURIComponent(credential.issuer === undefined ? '' : credential.issuer);
  const account = encodeURIComponent(credential.account === undefined ? '' : credential.account);
  // A colon of the account's own would read as the end of an issuer, unless a plain one comes first.
  const prefix = issuer === '' && account.indexOf('%3A') < 0 ? '' : issuer + ':';
  return (
    'otpauth://' +
    credential.type +
    '/' +
    prefix +
    account +
    '?secret=' +
    encodeBase32(credential.secret) +
    (issuer === '' ? '' : '&issuer=' + issuer) +
    '&algorithm=' +
    credential.algorithm +
    '&digits=' +
    credential.digits +
    (credential.type === 'totp' ? '&period=' + credential.periodSeconds : '&counter=' + credential.counter)
  );
};
