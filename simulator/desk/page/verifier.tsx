// A verifier: what a website does with the code that somebody types in. The check itself runs on the server.
import { useEffect, useState } from 'preact/hooks';
import type { Send, TokenState } from './connection.ts';
import { nameOf } from './title.ts';

interface VerifierProps {
  readonly token: string;
  readonly verdicts: TokenState['verdicts'];
  readonly send: Send;
}

export function Verifier({ token, verdicts, send }: VerifierProps) {
  const [code, setCode] = useState('');
  // A code of the one is none of the other; the field itself stays, and with it the focus.
  useEffect(() => setCode(''), [token]);
  const digits = code.replaceAll(' ', '');
  const usable = /^\d{6,10}$/.test(digits);
  const { checking } = verdicts;
  // While a code is checked, no older verdict stands in its place.
  const latest = checking === undefined ? verdicts.verdicts[0] : undefined;
  const earlier = checking === undefined ? verdicts.verdicts.slice(1) : verdicts.verdicts;
  return (
    <section class="card" aria-labelledby="verifier-title">
      <h3 id="verifier-title">Type the code in</h3>
      <form
        class="verifier"
        onSubmit={(event) => {
          event.preventDefault();
          if (!usable) return;
          send({ kind: 'verify', code: digits });
          setCode('');
        }}
      >
        <label for="code">The code of {nameOf(token)}</label>
        <div class="row">
          <input
            id="code"
            name="code"
            inputMode="numeric"
            autocomplete="off"
            maxLength={14}
            value={code}
            placeholder="123 456"
            onInput={(event) => setCode(event.currentTarget.value.replace(/[^\d ]/g, ''))}
          />
          <button type="submit" class="primary" aria-disabled={!usable}>
            Check
          </button>
        </div>
      </form>
      <div role="status" class="verdict-now">
        {checking !== undefined && <p class="verdict pending">Checking {checking}…</p>}
        {latest !== undefined && (
          <p class={latest.accepted ? 'verdict accepted' : 'verdict refused'} data-accepted={latest.accepted}>
            <span aria-hidden="true">{latest.accepted ? '✓' : '✗'}</span>
            <span>
              <strong>{latest.accepted ? 'Accepted' : 'Refused'}</strong> {latest.code}: {latest.reason}
            </span>
          </p>
        )}
      </div>
      {earlier.length > 0 && (
        <ul class="verdicts" aria-label="Earlier checks">
          {earlier.map((verdict) => (
            <li key={`${verdict.atMs} ${verdict.code}`}>
              <span aria-hidden="true">{verdict.accepted ? '✓' : '✗'}</span> {verdict.code}{' '}
              {verdict.accepted ? 'accepted' : 'refused'} at {new Date(verdict.atMs).toISOString().slice(11, 19)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
