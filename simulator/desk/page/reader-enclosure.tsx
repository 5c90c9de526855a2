// The drawing of the code reader's housing: a flat body that lies still on a table. It is a picture only: the panel and
// the keys lie above it.

/** Sizes in the drawing's units; with one unit to a pixel, so has the panel. */
export const readerBody = { width: 500, height: 490 };

/** Rows and columns of holes in front of the loudspeaker. */
const holes = { columns: 9, rows: 3, pitch: 9 };

export function ReaderEnclosure({ headset }: { readonly headset: boolean }) {
  const { width, height } = readerBody;
  return (
    <svg class="enclosure" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <defs>
        <linearGradient id="reader-shell" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stop-color="#f6f4ef" />
          <stop offset="0.1" stop-color="#eceae4" />
          <stop offset="0.88" stop-color="#dedbd3" />
          <stop offset="1" stop-color="#c4c0b6" />
        </linearGradient>
        <linearGradient id="reader-glass" x1="0" y1="0" x2="0.4" y2="1">
          <stop offset="0" stop-color="#2a2f33" />
          <stop offset="0.5" stop-color="#121517" />
          <stop offset="1" stop-color="#191d20" />
        </linearGradient>
        <linearGradient id="plug" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stop-color="#50565b" />
          <stop offset="1" stop-color="#1d2023" />
        </linearGradient>
      </defs>
      <rect x="22" y="10" width={width - 44} height={height - 20} rx="38" fill="url(#reader-shell)" />
      <rect
        x="23.5"
        y="11.5"
        width={width - 47}
        height={height - 23}
        rx="36.5"
        fill="none"
        stroke="#fff"
        stroke-opacity="0.75"
        stroke-width="2"
      />
      <rect
        x="33"
        y="21"
        width={width - 66}
        height={height - 42}
        rx="28"
        fill="none"
        stroke="#7d786c"
        stroke-opacity="0.22"
      />
      <text x="74" y="57" class="engraving dark">
        KLARKODE
      </text>
      <g fill="#4a4740">
        {Array.from({ length: holes.rows * holes.columns }, (_, hole) => (
          <circle
            key={hole}
            cx={width - 78 - (hole % holes.columns) * holes.pitch}
            cy={42 + Math.floor(hole / holes.columns) * holes.pitch}
            r="2.3"
          />
        ))}
      </g>
      <rect x="66" y="80" width={width - 132} height="272" rx="16" fill="#8d887b" fill-opacity="0.5" />
      <rect x="68" y="82" width={width - 136} height="268" rx="14" fill="url(#reader-glass)" stroke="#4a5156" />
      <Socket headset={headset} x={width - 22} />
    </svg>
  );
}

/** The headset's socket in the right side, and the plug in it. */
function Socket({ headset, x }: { readonly headset: boolean; readonly x: number }) {
  return (
    <g transform={`translate(${x} 420)`}>
      <rect x="-7" y="-13" width="8" height="26" rx="3" fill="#8d887b" />
      <rect x="-4" y="-7" width="6" height="14" rx="2" fill="#16181a" />
      {headset && (
        <g>
          <path
            d="M18 0 C 34 2 30 22 24 34 S 14 66 26 84"
            fill="none"
            stroke="#1d2023"
            stroke-width="5"
            stroke-linecap="round"
          />
          <rect x="0" y="-9" width="20" height="18" rx="4" fill="url(#plug)" />
        </g>
      )}
    </g>
  );
}
