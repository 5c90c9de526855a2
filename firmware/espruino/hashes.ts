// The hashes of this board: the interpreter's own where it has them, ours where the build brings them along.
import type { Hash } from '../core/digest/hash.ts';
import { nativeHash } from '../core/digest/native.ts';
import { sha1 } from '../core/digest/sha1.ts';
import { sha256 } from '../core/digest/sha256.ts';
import { sha512 } from '../core/digest/sha512.ts';

const crypto = __NATIVE_SHA1__ || __NATIVE_SHA256__ || __NATIVE_SHA512__ ? require('crypto') : undefined;

const toBytes = E.toString as (digest: ArrayBuffer) => string;

export const boardSha1: Hash | undefined = __NATIVE_SHA1__
  ? nativeHash('SHA1', crypto!.SHA1, toBytes)
  : __OWN_SHA1__
    ? sha1
    : undefined;

export const boardSha256: Hash | undefined = __NATIVE_SHA256__
  ? nativeHash('SHA256', crypto!.SHA256, toBytes)
  : __OWN_SHA256__
    ? sha256
    : undefined;

export const boardSha512: Hash | undefined = __NATIVE_SHA512__
  ? nativeHash('SHA512', crypto!.SHA512, toBytes)
  : __OWN_SHA512__
    ? sha512
    : undefined;
