// The code display as a thing: a key-ring fob with its panel and its key where they are on the enclosure.
import type { DeskState, Send } from './connection.ts';
import { DeviceKey } from './key.tsx';
import { Lcd } from './lcd.tsx';
import { spokenScreen, writtenScreen } from './screen-words.ts';

/** Long enough for every hold that the firmware knows, in milliseconds. */
const holdMs = 1500;

export function Fob({ state, send }: { readonly state: DeskState; readonly send: Send }) {
  const { desk, screen, world } = state;
  if (desk === undefined || screen === undefined) return <section class="bench card" aria-busy="true" />;
  const powered = world?.powered ?? true;
  const main = desk.keys[0];
  return (
    <section class="bench card" aria-labelledby="device-title">
      <h2 id="device-title" class="sr-only">
        The device
      </h2>
      <div class="mat">
        <div class="fob">
          <Enclosure />
          <Lcd width={desk.width} height={desk.height} lit={screen.lit} bits={screen.bits} />
          {main !== undefined && <DeviceKey name={main.name} label={`Key ${main.name}: press or hold`} send={send} />}
        </div>
      </div>
      <div class="caption">
        <p aria-hidden="true" class="caption-text">
          <span class="caption-label">On the screen</span>
          <output>{writtenScreen(screen, powered)}</output>
        </p>
        <p class="sr-only" aria-live="polite" data-live="screen">
          {spokenScreen(screen, powered)}
        </p>
        {main !== undefined && (
          <button type="button" onClick={() => send({ kind: 'hold', key: main.name, ms: holdMs })}>
            Hold the key for me
          </button>
        )}
      </div>
    </section>
  );
}

function Enclosure() {
  return (
    <svg class="enclosure" viewBox="0 0 640 300" aria-hidden="true" focusable="false">
      <defs>
        <linearGradient id="shell" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stop-color="#454b50" />
          <stop offset="0.12" stop-color="#363b40" />
          <stop offset="0.85" stop-color="#272b2f" />
          <stop offset="1" stop-color="#1c1f22" />
        </linearGradient>
        <linearGradient id="steel" x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stop-color="#f4f6f6" />
          <stop offset="0.35" stop-color="#a9b0b4" />
          <stop offset="0.55" stop-color="#e3e7e8" />
          <stop offset="0.8" stop-color="#7f878b" />
          <stop offset="1" stop-color="#c6cccf" />
        </linearGradient>
        <linearGradient id="glass" x1="0" y1="0" x2="0.35" y2="1">
          <stop offset="0" stop-color="#23282b" />
          <stop offset="0.5" stop-color="#0f1214" />
          <stop offset="1" stop-color="#15191b" />
        </linearGradient>
        <mask id="eyelet-hole">
          <rect width="640" height="300" fill="#fff" />
          <circle cx="104" cy="150" r="12" fill="#000" />
        </mask>
      </defs>
      <circle cx="58" cy="163" r="47.8" fill="none" stroke="url(#steel)" stroke-width="9" />
      <circle cx="58" cy="163" r="47.8" fill="none" stroke="#596064" stroke-width="0.8" />
      <g mask="url(#eyelet-hole)">
        <rect x="66" y="22" width="556" height="256" rx="72" fill="url(#shell)" />
        <rect x="67.5" y="23.5" width="553" height="253" rx="70.5" fill="none" stroke="#fff" stroke-opacity="0.1" />
        <rect x="76" y="32" width="536" height="236" rx="62" fill="none" stroke="#000" stroke-opacity="0.28" />
        <circle cx="104" cy="150" r="18" fill="none" stroke="url(#steel)" stroke-width="6" />
      </g>
      <path d="M 104 152 A 47.8 47.8 0 0 0 66 117" fill="none" stroke="#000" stroke-width="12" stroke-opacity="0.3" />
      <path d="M 104 150 A 47.8 47.8 0 0 0 10.2 163" fill="none" stroke="url(#steel)" stroke-width="9" />
      <path d="M 104 150 A 47.8 47.8 0 0 0 10.2 163" fill="none" stroke="#596064" stroke-width="0.8" />
      <rect x="132" y="44" width="372" height="206" rx="16" fill="#0a0c0d" />
      <rect
        x="133.5"
        y="45.5"
        width="369"
        height="203"
        rx="14.5"
        fill="url(#glass)"
        stroke="#4a5156"
        stroke-width="1"
      />
      <text x="318" y="267" text-anchor="middle" class="engraving">
        KLARKODE
      </text>
      <circle cx="559" cy="150" r="49" fill="#15181a" />
      <circle cx="559" cy="150" r="48" fill="none" stroke="#fff" stroke-opacity="0.08" />
    </svg>
  );
}
