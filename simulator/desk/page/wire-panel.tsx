// The serial wire: every line that passes, and where to plug in.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { WireLine } from '../messages.ts';
import type { TokenState } from './connection.ts';

/** How near to the end counts as following, in pixels. */
const followPixels = 40;

interface WirePanelProps {
  readonly wire: readonly WireLine[];
  readonly desk: TokenState['desk'];
}

export function WirePanel({ wire, desk }: WirePanelProps) {
  const list = useRef<HTMLOListElement>(null);
  const following = useRef(true);
  const follow = (): void => {
    if (following.current && list.current !== null) list.current.scrollTop = list.current.scrollHeight;
  };
  useLayoutEffect(follow, [wire]);
  useEffect(() => {
    if (list.current === null) return undefined;
    const observer = new ResizeObserver(follow);
    observer.observe(list.current);
    return () => observer.disconnect();
  }, []);
  return (
    <section class="card wire" aria-labelledby="wire-title">
      <h3 id="wire-title">The serial wire</h3>
      <p class="plug">
        Plug in with{' '}
        <code>
          npx klarkode status --port {desk?.ports[0]} --registry {desk?.registry}
        </code>
      </p>
      <div class="wire-lines">
        <ol
          ref={list}
          tabIndex={0}
          aria-label="Lines on the wire"
          onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
            following.current = scrollHeight - clientHeight - scrollTop < followPixels;
          }}
        >
          {wire.map((line) => (
            <li key={line.id} class={line.direction}>
              <time>{new Date(line.atMs).toISOString().slice(11, 19)}</time>
              <span class="arrow">
                <span aria-hidden="true">{line.direction === 'in' ? '→' : '←'}</span>
                <span class="sr-only">{line.direction === 'in' ? 'to the token: ' : 'from the token: '}</span>
              </span>
              <code>
                {line.lines > 1 && (
                  <b>
                    {line.lines} console lines, {line.bytes.toLocaleString('en')} bytes{' '}
                  </b>
                )}
                {line.text}
              </code>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
