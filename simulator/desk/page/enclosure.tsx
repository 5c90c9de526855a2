// The drawing of a key-ring fob around its panel. It is a picture only: the panel and the key lie above it.
import type { Body } from './fob-body.ts';

export function Enclosure({ body }: { readonly body: Body }) {
  const { width, height, window } = body;
  const middle = height / 2;
  // The ring hangs at half height, wherever that is.
  const lower = `translate(0 ${middle - 150})`;
  const key = width - 81;
  return (
    <svg class="enclosure" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
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
          <rect width={width} height={height} fill="#fff" />
          <circle cx="104" cy={middle} r="12" fill="#000" />
        </mask>
      </defs>
      <circle cx="58" cy={middle + 13} r="47.8" fill="none" stroke="url(#steel)" stroke-width="9" />
      <circle cx="58" cy={middle + 13} r="47.8" fill="none" stroke="#596064" stroke-width="0.8" />
      <g mask="url(#eyelet-hole)">
        <rect x="66" y="22" width={width - 84} height={height - 44} rx="72" fill="url(#shell)" />
        <rect
          x="67.5"
          y="23.5"
          width={width - 87}
          height={height - 47}
          rx="70.5"
          fill="none"
          stroke="#fff"
          stroke-opacity="0.1"
        />
        <rect
          x="76"
          y="32"
          width={width - 104}
          height={height - 64}
          rx="62"
          fill="none"
          stroke="#000"
          stroke-opacity="0.28"
        />
        <circle cx="104" cy={middle} r="18" fill="none" stroke="url(#steel)" stroke-width="6" />
      </g>
      <path
        transform={lower}
        d="M 104 152 A 47.8 47.8 0 0 0 66 117"
        fill="none"
        stroke="#000"
        stroke-width="12"
        stroke-opacity="0.3"
      />
      <path
        transform={lower}
        d="M 104 150 A 47.8 47.8 0 0 0 10.2 163"
        fill="none"
        stroke="url(#steel)"
        stroke-width="9"
      />
      <path
        transform={lower}
        d="M 104 150 A 47.8 47.8 0 0 0 10.2 163"
        fill="none"
        stroke="#596064"
        stroke-width="0.8"
      />
      <rect x="132" y="44" width={window.width + 16} height={window.height + 20} rx="16" fill="#0a0c0d" />
      <rect
        x="133.5"
        y="45.5"
        width={window.width + 13}
        height={window.height + 17}
        rx="14.5"
        fill="url(#glass)"
        stroke="#4a5156"
        stroke-width="1"
      />
      <text x={window.left + window.width / 2} y={height - 33} text-anchor="middle" class="engraving">
        KLARKODE
      </text>
      <circle cx={key} cy={middle} r="49" fill="#15181a" />
      <circle cx={key} cy={middle} r="48" fill="none" stroke="#fff" stroke-opacity="0.08" />
    </svg>
  );
}
